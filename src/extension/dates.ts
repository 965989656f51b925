import * as vscode from 'vscode';
import type { Choice, TextStep } from './steps.js';

/** A day as records have it: '2026-11-20'. */
export function inDays(days: number): string {
  const now = new Date();
  return dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days));
}

const dayOf = (date: Date): string =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

/** What is wrong with a last day; undefined when nothing is. */
export function wrongDay(text: string): string | undefined {
  const day = text.trim();
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00`) : undefined;
  // 2026-02-30 would become a day of March.
  if (!date || Number.isNaN(date.getTime()) || dayOf(date) !== day) return vscode.l10n.t('A day looks like {0}.', inDays(30));
  return day < inDays(0) ? vscode.l10n.t('That day is over.') : undefined;
}

export interface WithExpiry {
  readonly expires: string | undefined;
  /** Whether the day is typed, in a step of its own. */
  readonly typed: boolean;
}

/** How long a record may count. */
export function spans<S extends WithExpiry>(days: readonly number[]): readonly Choice<S>[] {
  return [
    ...days.map((count): Choice<S> => ({
      label: count === 365 ? vscode.l10n.t('For a year') : vscode.l10n.t('For {0} days', count),
      description: vscode.l10n.t('until {0}', inDays(count)),
      put: (state) => ({ ...state, expires: inDays(count), typed: false }),
    })),
    { label: vscode.l10n.t('Until a date…'), put: (state) => ({ ...state, typed: true }) },
  ];
}

/** Asks for the day, where one is to be typed. */
export const typedDay = <S extends WithExpiry>({ typed }: S): readonly TextStep<S>[] =>
  typed
    ? [
        {
          is: 'text',
          prompt: vscode.l10n.t('The last day on which it counts.'),
          placeholder: inDays(90),
          wrong: wrongDay,
          put: (state, expires) => ({ ...state, expires }),
        },
      ]
    : [];
