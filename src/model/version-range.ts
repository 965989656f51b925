/** `3.11` is [3, 11]: every release that begins so. */
export type Version = readonly number[];

/** From `low` on, up to and without `high`. */
interface Interval {
  readonly low: Version;
  readonly high: Version | undefined;
}

/** Versions that a manifest allows: those of one of the intervals. */
export type VersionRange = readonly Interval[];

export function compareVersions(a: Version, b: Version): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The first version behind all that begin with this one, of its first `parts` numbers. */
const behind = (version: Version, parts = version.length): Version =>
  version.slice(0, parts).map((number, index) => (index === parts - 1 ? number + 1 : number));

/** The digits at the beginning of a text: `3.11.4`, `v20`, `1.22.x`. Undefined for words, and for what is not yet released. */
export function versionIn(text: string): Version | undefined {
  const [, digits, rest] = /^v?(\d{1,4}(?:\.\d{1,4}){0,2})((?:\.[xX*]){0,2})$/.exec(text.trim()) ?? [];
  return digits === undefined || rest === undefined ? undefined : digits.split('.').map(Number);
}

/** Whether some release that begins with the version lies in the range. */
export const allows = (range: VersionRange, version: Version): boolean =>
  range.some(({ low, high }) => compareVersions(behind(version), low) > 0 && (high === undefined || compareVersions(version, high) < 0));

/** Whether both begin alike, as far as `parts` numbers and as far as both say. */
export const agree = (a: Version, b: Version, parts: number): boolean =>
  Array.from({ length: Math.min(parts, a.length, b.length) }, (_, i) => a[i] === b[i]).every(Boolean);

type Dialect = 'pep440' | 'semver';

/**
 * `>=3.9,<3.13`, `^20.1`, `18 || >=20`, `~=3.11`; undefined for what is not understood.
 * https://packaging.python.org/en/latest/specifications/version-specifiers/, https://github.com/npm/node-semver#ranges
 */
export function versionRange(text: string, dialect: Dialect): VersionRange | undefined {
  const intervals: Interval[] = [];
  for (const alternative of text.slice(0, 300).split('||')) {
    const interval = conjunction(alternative.trim(), dialect);
    if (!interval) return undefined;
    intervals.push(interval);
  }
  return intervals.length > 0 ? intervals : undefined;
}

const COMPARATOR = /^(===|==|~=|!=|>=|<=|>|<|\^|~>|~|=)?\s{0,4}v?(\d{1,4}(?:\.\d{1,4}){0,3}|[*xX])((?:\.[xX*]){0,2})/;

function conjunction(text: string, dialect: Dialect): Interval | undefined {
  let low: Version = [0];
  let high: Version | undefined;
  let rest = text.replace(/^(\d[\d.]{0,12}) - (\d[\d.]{0,12})$/, '>=$1 <=$2');
  if (rest === '') return undefined;
  while (rest !== '') {
    const [whole, operator, digits = '', wild = ''] = COMPARATOR.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    rest = rest.slice(whole.length).replace(/^[\s,]{1,20}/, '');
    if (/^[\w.+-]/.test(rest) && !/[\s,]/.test(text.charAt(text.length - rest.length - 1))) return undefined;
    if (/[*xX]/.test(digits)) continue;
    const version = digits.split('.').map(Number);
    const [from, to] = between(operator ?? '=', version, wild !== '', dialect);
    if (from && compareVersions(from, low) > 0) low = from;
    if (to && (high === undefined || compareVersions(to, high) < 0)) high = to;
  }
  return { low, high };
}

function between(operator: string, version: Version, wild: boolean, dialect: Dialect): readonly [Version | undefined, Version | undefined] {
  const leading = version.findIndex((number) => number > 0);
  switch (operator) {
    case '>=':
      return [version, undefined];
    case '>':
      return [dialect === 'semver' && version.length < 3 ? behind(version) : version, undefined];
    case '<':
      return [undefined, version];
    case '<=':
      return [undefined, dialect === 'semver' || wild ? behind(version) : [...version, 1]];
    case '^':
      return [version, behind(version, leading < 0 ? version.length : leading + 1)];
    case '~=':
      return [version, behind(version, Math.max(1, version.length - 1))];
    case '~':
    case '~>':
      return [version, behind(version, Math.min(2, version.length))];
    case '!=':
      return [undefined, undefined];
    default:
      return [version, behind(version)];
  }
}
