/** A count with commas between thousands: what `toLocaleString('en-US')` writes, without loading the languages of the world for it. */
export function grouped(count: number): string {
  const digits = String(Math.trunc(Math.abs(count)));
  const groups = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return `${count < 0 ? '-' : ''}${groups.join(',')}`;
}
