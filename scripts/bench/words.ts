/** Numbers that look random and are the same at each run (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to 1. */
  get next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number below `end`. */
  below(end: number): number {
    return Math.floor(this.next * end);
  }

  of<T>(list: readonly T[]): T {
    const [first] = list;
    if (first === undefined) throw new Error('There is nothing to choose from.');
    return list[this.below(list.length)] ?? first;
  }

  /** Whether something that happens in this share of cases happens now. */
  one(share: number): boolean {
    return this.next < share;
  }
}

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

const NOUNS = list(`
  account address archive asset audience balance basket batch billing branch bucket budget campaign carrier category channel claim client column comment company contract coupon course
  customer delivery device discount document domain event export feature filter folder form gateway group image import index inventory invoice item job label language layer lesson ledger
  location machine market member menu message metric model module notice offer option order package page parcel partner payment period plan player policy price product profile project
  promotion property quota rating receipt record region report request reservation resource result review role route rule sample schedule schema section segment sensor series service
  session setting shipment signal site source stage station status step stock store stream student subject subscription supplier survey table tag task tax team template theme ticket
  timeline topic track transfer trip unit upload user variant vehicle vendor version visit volume voucher warehouse widget window workflow zone
`);
const VERBS = list(`
  accept add apply archive assign build calculate cancel check clear close collect combine compare compute convert copy count create decode delete describe detect divide encode estimate
  expand export extract fetch filter find flatten format generate group import insert join load lock map mark match measure merge move normalize notify open order parse prepare print
  process publish pull push query rank read rebuild record reduce refresh register release remove rename render replace report reset resolve restore retry round save scale schedule search
  select send sort split start stop store submit subtract sum sync track transform trim update validate write
`);
const ADJECTIVES = list(`
  active actual allowed available basic broken cached changed closed common complete current daily default deleted dirty early empty expected expired failed fallback final first fixed free
  full hidden initial inner known large last late local longest main manual maximal minimal missing monthly nested new old open optional outer partial pending previous private public raw
  ready recent related remaining remote required running selected shared short simple single sorted stale total unique unknown valid visible weekly
`);
const FILLERS = list('the a each one every this that its our their any');

/** Names and sentences of programs that nobody wrote. */
export class Words {
  readonly chance: Chance;

  constructor(seed: number) {
    this.chance = new Chance(seed);
  }

  get noun(): string {
    return this.chance.of(NOUNS);
  }

  get verb(): string {
    return this.chance.of(VERBS);
  }

  get adjective(): string {
    return this.chance.of(ADJECTIVES);
  }

  /** `pending_order`. */
  get snake(): string {
    return this.chance.one(0.5) ? `${this.adjective}_${this.noun}` : this.noun;
  }

  /** `pendingOrder`. */
  get camel(): string {
    return this.chance.one(0.5) ? this.adjective + capital(this.noun) : this.noun;
  }

  /** `OrderBatch`. */
  get pascal(): string {
    return capital(this.noun) + (this.chance.one(0.5) ? capital(this.noun) : '');
  }

  get sentence(): string {
    const words = Array.from({ length: 5 + this.chance.below(9) }, (_, i) =>
      i % 3 === 0 ? this.chance.of(FILLERS) : i % 3 === 1 ? this.noun : `${this.verb}s`,
    );
    return `${capital(words.join(' '))}.`;
  }

  /** Letters and digits, as a hash or a minified name has them. */
  letters(length: number, alphabet = '0123456789abcdef'): string {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet.charAt(this.chance.below(alphabet.length));
    return text;
  }
}

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
