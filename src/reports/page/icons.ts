import type { ItemStatus, RoleStanding } from '../../model/checklist.js';
import { type Markup, html } from './markup.js';

/** Drawn once, in a box of 16; used by their names. */
export const SPRITE: Markup = html`<svg class="sprite" aria-hidden="true" focusable="false">
  <symbol id="icon-done" viewBox="0 0 16 16"><path d="M3 8.5l3.4 3.4L13 4.6" /></symbol>
  <symbol id="icon-failing" viewBox="0 0 16 16"><path d="M4 4l8 8M12 4l-8 8" /></symbol>
  <symbol id="icon-waiting" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.6" /></symbol>
  <symbol id="icon-confirm" viewBox="0 0 16 16">
    <circle cx="8" cy="8" r="5.6" />
    <circle cx="8" cy="8" r="1.6" />
  </symbol>
  <symbol id="icon-waived" viewBox="0 0 16 16"><path d="M2.5 9.5c2-3.6 4-3.6 5.5-1.5s3.5 2.1 5.5-1.5" /></symbol>
  <symbol id="icon-none" viewBox="0 0 16 16"><path d="M4 8h8" /></symbol>
</svg>`;

type Tone = 'good' | 'wait' | 'bad' | 'soft';

const STATUS: Readonly<Record<ItemStatus, { readonly icon: string; readonly tone: Tone }>> = {
  failing: { icon: 'failing', tone: 'bad' },
  'to-confirm': { icon: 'confirm', tone: 'wait' },
  'to-attest': { icon: 'waiting', tone: 'wait' },
  passing: { icon: 'done', tone: 'good' },
  attested: { icon: 'done', tone: 'good' },
  waived: { icon: 'waived', tone: 'good' },
  'not-applicable': { icon: 'none', tone: 'soft' },
};

const STANDING: Readonly<Record<RoleStanding, { readonly icon: string; readonly tone: Tone }>> = {
  signed: { icon: 'done', tone: 'good' },
  unsigned: { icon: 'waiting', tone: 'wait' },
  stale: { icon: 'failing', tone: 'bad' },
  tampered: { icon: 'failing', tone: 'bad' },
};

const icon = ({ icon: name, tone }: { readonly icon: string; readonly tone: Tone }): Markup =>
  html`<svg class="icon ${tone}" aria-hidden="true" focusable="false"><use href="#icon-${name}" /></svg>`;

/** Pictures beside words that say the same. */
export const statusIcon = (status: ItemStatus): Markup => icon(STATUS[status]);
export const standingIcon = (state: RoleStanding): Markup => icon(STANDING[state]);
export const toneOf = (status: ItemStatus): Tone => STATUS[status].tone;
export const standingTone = (state: RoleStanding): Tone => STANDING[state].tone;
