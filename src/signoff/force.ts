import type { Force } from '../model/signoff.js';

const DAY = 86_400_000;

/** Days ahead of which people are told that a record ends. */
export const NOTICE_DAYS = 14;

/** The moment from which something no longer counts: a date counts to its end, in UTC, so that everybody sees the same. */
export function endOf(expires: string): number {
  const at = momentOf(expires);
  return /^\d{4}-\d{2}-\d{2}$/.test(expires) ? at + DAY : at;
}

const moments = new Map<string, number>();
const MOST_MOMENTS = 50_000;

/** A moment as a number. The same ones are asked for at every keystroke, and again for each comparison. */
export function momentOf(at: string): number {
  let moment = moments.get(at);
  if (moment === undefined) {
    if (moments.size >= MOST_MOMENTS) moments.clear();
    moments.set(at, (moment = Date.parse(at)));
  }
  return moment;
}

/** Whether a record counts now, and for how many days more; one whose end cannot be read does not count. */
export function forceOf(expires: string | undefined, now: Date): { readonly force: Force; readonly daysLeft: number | undefined } {
  if (expires === undefined) return { force: 'in-force', daysLeft: undefined };
  const left = endOf(expires) - now.getTime();
  if (!(left > 0)) return { force: 'expired', daysLeft: Number.isNaN(left) ? 0 : Math.floor(left / DAY) };
  const daysLeft = Math.ceil(left / DAY);
  return { force: daysLeft <= NOTICE_DAYS ? 'expiring' : 'in-force', daysLeft };
}

/** Whether a text is a date or a moment as records write them. */
export const isMoment = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}))?$/.test(text) && isCalendarDay(text);

function isCalendarDay(text: string): boolean {
  const day = text.slice(0, 10);
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && !Number.isNaN(Date.parse(text));
}
