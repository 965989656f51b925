import type { Substance } from '../../facts/papers.js';

/** A promise instead of words. */
const PROMISE =
  /\b(?:TODO|TBD|FIXME|WIP|coming soon|work in progress|under construction|to be (?:written|done|added|documented|determined|completed)|not (?:yet )?(?:written|documented)|lorem ipsum)\b/i;
const ENOUGH = 20;
/** So many words say something, whatever they promise besides. */
const PLENTY = 40;
const ENOUGH_BESIDE_COMMANDS = 6;
const LONGEST = 20_000;

/** How much a text of a document for people says, without its markup. */
export interface Amount {
  readonly substance: Substance;
  /** It holds commands, or steps one after the other. */
  readonly steps: boolean;
  /** Some of it can be typed. */
  readonly commands: boolean;
}

/** Measures a text in words and lines of code. Words that are links count only where they lead to another place of the same repository. */
export function amountOf(body: string): Amount {
  let words = 0;
  let commands = 0;
  let steps = 0;
  let typed = false;
  let links = false;
  let fence = false;
  let indented = false;
  const text = body
    .slice(0, LONGEST)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/!\[[^\]]{0,300}\]\([^)\s]{0,1000}[^)]{0,300}\)/g, '');
  for (const written of text.split('\n')) {
    // Nothing that follows can change what is said of it.
    if (words >= PLENTY && (commands > 0 || (typed && steps >= 2))) break;
    const line = written.trim();
    if (/^(?:`{3,}|~{3,}|-{4,}$|\.{4,}$)/.test(line)) {
      fence = !fence;
      continue;
    }
    if (fence) {
      if (line) commands += 1;
      continue;
    }
    // reStructuredText: `.. code-block::` or a `::` at the end, and what is indented below.
    if (indented && written !== line && line) commands += 1;
    else if (line) indented = /^\.\. (?:code|code-block|sourcecode)::|::$/.test(line);
    if (/^(?:#{1,6}\s|={1,6}\s|[=~^"]{3,}$|\.\. )/.test(line)) continue;
    if (/^\$ \S/.test(line)) commands += 1;
    if (/^(?:\d{1,2}[.)]|[-*+]) /.test(line) || /`[^`]{3,200}`/.test(line)) steps += 1;
    typed ||= TYPED.test(line);
    if (words >= PLENTY) continue;
    const rest = line.replace(LINK, (link: string, target: string | undefined) => {
      links ||= !/^(?:#|mailto:)/.test(target ?? link);
      return ' ';
    });
    words += countWords(rest.replace(/<[^<>]{0,500}>/g, ' '));
  }
  return {
    substance: substanceFrom(words, commands, links, words < PLENTY && PROMISE.test(text)),
    steps: commands > 0 || steps >= 2,
    commands: commands > 0 || typed,
  };
}

/** A command between words: `npm install`. */
const TYPED =
  /`\$? ?(?:sudo )?(?:npm|npx|pnpm|yarn|bun|pip3?|pipx|uv|poetry|pipenv|conda|docker|docker-compose|podman|make|just|task|go|cargo|mvn|\.\/\w{2,30}|gradle|git|brew|apt|apt-get|dnf|yum|apk|snap|curl|wget|python3?|node|deno|helm|kubectl|composer|bundle|gem|php|dotnet|java|nix)\s[^`]{1,200}`/;

const LINK =
  /\[[^\]]{0,300}\]\(([^)\s]{0,1000})[^)]{0,300}\)|<https?:[^<>\s]{1,500}>|`[^`<>]{1,200}<[^<>]{1,500}>`_{1,2}|\bhttps?:\/\/[^\s)\]>"']{1,500}|\blink:[^\s[]{1,300}\[[^\]]{0,200}\]/g;

function substanceFrom(words: number, commands: number, links: boolean, promise: boolean): Substance {
  if (promise && words < PLENTY) return 'little';
  if (words >= ENOUGH || commands >= 2 || (commands > 0 && words >= ENOUGH_BESIDE_COMMANDS)) return 'told';
  return links ? 'pointed' : 'little';
}

/** Two characters of scripts without spaces count as a word. */
function countWords(line: string): number {
  if (/^[\0-\x7f]*$/.test(line)) return line.match(/[A-Za-z0-9][\w'./-]*/g)?.length ?? 0;
  const signs = line.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  const words = line.match(/[\p{L}\p{N}][\p{L}\p{N}'’./_-]*/gu)?.filter((word) => !/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(word));
  return (words?.length ?? 0) + signs / 2;
}
