import { type Value, unknown } from '../../model/value.js';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
};

/** `10m`, `1GB`, `0` in bytes; unknown where it is none. */
export function sizeOf(value: Value): Value {
  if (value.kind === 'number') return value;
  if (value.kind !== 'text') return unknown(value);
  const [, digits, unit = ''] = /^(\d{1,15})\s?([a-z]{0,3})$/i.exec(value.text.trim()) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  return digits === undefined || factor === undefined
    ? unknown(value)
    : { kind: 'number', number: Number(digits) * factor, span: value.span };
}
