import * as vscode from 'vscode';
import type * as protocol from '../../protocol.js';

type Status = protocol.ChecklistItem['status'];

const icon = (name: string, color?: string): vscode.ThemeIcon =>
  new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));

export const STATUS_ICONS: Readonly<Record<Status, vscode.ThemeIcon>> = {
  failing: icon('error', 'testing.iconFailed'),
  passing: icon('pass-filled', 'testing.iconPassed'),
  attested: icon('verified-filled', 'testing.iconPassed'),
  waived: icon('law', 'testing.iconQueued'),
  'to-confirm': icon('eye', 'testing.iconQueued'),
  'to-attest': icon('person', 'testing.iconUnset'),
  'not-applicable': icon('circle-slash', 'disabledForeground'),
};

export const SEVERITY_ICONS: Readonly<Record<protocol.ChecklistFinding['severity'], vscode.ThemeIcon>> = {
  error: icon('error', 'problemsErrorIcon.foreground'),
  warning: icon('warning', 'problemsWarningIcon.foreground'),
  info: icon('info', 'problemsInfoIcon.foreground'),
};

export const ICONS = {
  note: icon('note'),
  reason: icon('info'),
  hidden: icon('ellipsis'),
  unknown: icon('question', 'testing.iconQueued'),
  evidence: icon('check', 'testing.iconPassed'),
  signal: icon('lightbulb'),
  accepted: icon('law', 'testing.iconQueued'),
  attestation: icon('verified', 'testing.iconPassed'),
  expired: icon('history', 'problemsWarningIcon.foreground'),
  question: icon('question'),
} as const;

export function severityWords(severity: protocol.ChecklistFinding['severity']): string {
  switch (severity) {
    case 'error':
      return vscode.l10n.t('error');
    case 'warning':
      return vscode.l10n.t('warning');
    case 'info':
      return vscode.l10n.t('information');
  }
}

export function statusWords(status: Status): string {
  switch (status) {
    case 'failing':
      return vscode.l10n.t('failing');
    case 'passing':
      return vscode.l10n.t('passing');
    case 'to-confirm':
      return vscode.l10n.t('to confirm');
    case 'to-attest':
      return vscode.l10n.t('to attest');
    case 'attested':
      return vscode.l10n.t('attested');
    case 'waived':
      return vscode.l10n.t('accepted');
    case 'not-applicable':
      return vscode.l10n.t('does not apply');
  }
}

export const findingsWords = (count: number): string => (count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count));

export function endingWords({ days }: protocol.Ending): string {
  if (days < 0) return vscode.l10n.t('expired');
  if (days === 0) return vscode.l10n.t('expires today');
  return days === 1 ? vscode.l10n.t('expires tomorrow') : vscode.l10n.t('expires in {0} days', days);
}

export const progressWords = ({ done, applicable }: { readonly done: number; readonly applicable: number }): string =>
  vscode.l10n.t('{0} of {1}', done, applicable);

export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** 'Ada', of 'Ada <ada@example.com>'. */
export const nameOf = (by: string): string => by.replace(/\s{0,9}<[^<>]{0,200}>\s{0,9}$/, '') || by;

/** The day of a moment, as records have it. */
export const dayOf = (moment: string): string => moment.slice(0, 10);

/** The path of a place for a narrow view: 'app/main.py:12'. */
export const placeWords = ({ uri, range }: protocol.Location): string =>
  `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri), false)}:${range.start.line + 1}`;
