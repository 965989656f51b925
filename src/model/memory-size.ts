const DECIMAL: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };
const BINARY: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** A number of bytes with a unit of two: `512m`, `1.5g`, `256mb`. https://docs.docker.com/reference/compose-file/extension/#specifying-byte-values */
export function binarySize(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,15}(?:\.\d{1,6})?)\s?([kmgt]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  return number === undefined || unit === undefined ? undefined : Number(number) * (BINARY[unit.toLowerCase()] ?? 1);
}

/** A quantity of Kubernetes: `512Mi`, `1G`. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export function quantity(text: string): number | undefined {
  const [, number, unit, two] = /^(\d{1,15}(?:\.\d{1,6})?)([KkMGT]?)(i?)$/.exec(text.trim()) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  return Number(number) * ((two === 'i' ? BINARY : DECIMAL)[unit.toLowerCase()] ?? 1);
}

/** For people: `512 MiB`, `1.5 GiB`. */
export function shownSize(bytes: number): string {
  const [size, unit] = bytes >= 2 ** 30 ? [bytes / 2 ** 30, 'GiB'] : [bytes / 2 ** 20, 'MiB'];
  return `${String(Math.round(size * 10) / 10)} ${unit}`;
}
