/** What became of a text: all in front of `start`, and all from `endBefore` and now from `end` on, is what it was. */
export interface Change {
  readonly start: number;
  readonly endBefore: number;
  readonly end: number;
}

/** The one stretch in which two texts differ. */
export function changeBetween(before: string, now: string): Change {
  const known = recent.find((pair) => pair.before === before && pair.now === now);
  if (known) return known.change;
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start + BLOCK <= most && before.slice(start, start + BLOCK) === now.slice(start, start + BLOCK)) start += BLOCK;
  while (start < most && before.charCodeAt(start) === now.charCodeAt(start)) start += 1;
  let same = 0;
  const rest = most - start;
  const [lengthBefore, length] = [before.length, now.length];
  while (
    same + BLOCK <= rest &&
    before.slice(lengthBefore - same - BLOCK, lengthBefore - same) === now.slice(length - same - BLOCK, length - same)
  )
    same += BLOCK;
  while (same < rest && before.charCodeAt(lengthBefore - same - 1) === now.charCodeAt(length - same - 1)) same += 1;
  const change = { start, endBefore: lengthBefore - same, end: length - same };
  recent.unshift({ before, now, change });
  recent.length = Math.min(recent.length, MOST);
  return change;
}

/** Compared at once: a whole text is looked at for an edit of one letter. */
const BLOCK = 512;
/** Many ask about the same two texts, one after another. */
const MOST = 3;
const recent: { readonly before: string; readonly now: string; readonly change: Change }[] = [];
