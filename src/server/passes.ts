import type { ItemState } from '../model/checklist.js';
import { figure } from '../model/figure.js';
import { groupBy } from '../model/group.js';

/** What would settle an item, a sentence each, what is most direct first. Empty where nothing is open. */
export function passes(state: ItemState): readonly string[] {
  return [...sentences(state)];
}

function* sentences({ item, status, findings, unknown, checked, evidence, signals, coverage, targets }: ItemState): Iterable<string> {
  if (status !== 'failing' && status !== 'to-confirm' && status !== 'to-attest') return;
  if (item.signOff !== undefined) {
    yield 'The role signs, in the Sign-off view.';
    return;
  }
  if (status === 'failing') {
    for (const [rule, found] of groupBy(
      findings.filter(({ severity }) => severity !== 'info'),
      (finding) => finding.rule,
    ))
      yield found.length === 1 ? `Settle the finding of '${rule}'.` : `Settle the ${found.length} findings of '${rule}'.`;
    yield 'Or accept the risk, with a reason and the date until which you accept it.';
    return;
  }
  if (item.verify === 'auto') {
    if (checked.built < checked.all)
      yield `${checked.built} of its ${checked.all} rules are built: a person has to look at the rest, and attest it.`;
    if (unknown.length === 1) yield 'Files cannot tell one place: look there, and attest it.';
    if (unknown.length > 1) yield `Files cannot tell ${unknown.length} places: look there, and attest it.`;
    for (const { words, target, unit } of targets.filter(({ isExample, met }) => !isExample && met === false))
      yield `Reach the team's target for ${words}, ${figure(target, unit)}, or change it in 'preflight.yaml'.`;
    if (checked.built === checked.all && unknown.length === 0 && evidence.length === 0 && coverage === undefined)
      yield 'It passes by itself when files show it. Where they cannot, attest it.';
  } else if (item.verify === 'manual') yield 'Files cannot show it: somebody who knows attests it, with a note.';
  else if (evidence.length || signals.length || coverage !== undefined)
    yield 'Something is there: look whether it is enough, and attest it.';
  else yield 'Nothing was found that shows it: add it, or attest it where it is done elsewhere.';
  yield `What has to hold: ${item.holds.replace(/\.$/, '')}.`;
}
