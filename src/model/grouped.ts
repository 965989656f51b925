/** A count with commas between thousands: what `toLocaleString('en-US')` writes, without loading the languages of the world for it. */
export const grouped = (count: number): string => String(count).replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',');
