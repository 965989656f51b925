import * as vscode from 'vscode';

/** A question for words. */
export interface TextStep<S> {
  readonly is: 'text';
  readonly prompt: string;
  readonly placeholder?: string;
  /** What stands in the box at first. */
  readonly value?: (state: S) => string;
  /** What is wrong with an answer; undefined when nothing is. */
  readonly wrong?: (text: string) => string | undefined;
  readonly put: (state: S, text: string) => S;
}

/** A question with answers to choose from. */
export interface PickStep<S> {
  readonly is: 'pick';
  readonly prompt: string;
  readonly choices: readonly Choice<S>[];
}
export interface Choice<S> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** What holds already: said, and chosen at first. */
  readonly current?: boolean;
  readonly put: (state: S) => S;
}
export type Step<S> = TextStep<S> | PickStep<S>;

type Answer<S> = { readonly go: 'on'; readonly state: S } | { readonly go: 'back' } | { readonly go: 'away' };

/**
 * Asks one question after the other, with a back button and the number of the step; undefined when the person leaves. Which
 * steps there are may depend on the answers so far.
 */
export async function walk<S>(title: string, start: S, steps: (state: S) => readonly Step<S>[]): Promise<S | undefined> {
  const states = [start];
  for (;;) {
    const state = states.at(-1) ?? start;
    const all = steps(state);
    const step = all[states.length - 1];
    if (!step) return state;
    const number = states.length;
    const answer = await (step.is === 'text'
      ? askText(title, step, state, number, all.length)
      : askPick(title, step, state, number, all.length));
    if (answer.go === 'away') return undefined;
    if (answer.go === 'on') states.push(answer.state);
    else states.pop();
  }
}

function askText<S>(title: string, step: TextStep<S>, state: S, number: number, total: number): Promise<Answer<S>> {
  const input = vscode.window.createInputBox();
  input.prompt = step.prompt;
  input.placeholder = step.placeholder;
  input.value = step.value?.(state) ?? '';
  input.onDidChangeValue((text) => (input.validationMessage = text === '' ? undefined : step.wrong?.(text)));
  return shown(input, title, number, total, () => {
    const wrong = step.wrong?.(input.value);
    input.validationMessage = wrong;
    return wrong === undefined ? step.put(state, input.value.trim()) : undefined;
  });
}

function askPick<S>(title: string, step: PickStep<S>, state: S, number: number, total: number): Promise<Answer<S>> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly choice: Choice<S> }>();
  pick.placeholder = step.prompt;
  pick.items = step.choices.map((choice) => ({
    choice,
    label: choice.label,
    ...(choice.description === undefined && !choice.current
      ? {}
      : { description: [choice.description, choice.current ? vscode.l10n.t('current') : undefined].filter(Boolean).join(' · ') }),
    ...(choice.detail === undefined ? {} : { detail: choice.detail }),
  }));
  pick.activeItems = pick.items.filter(({ choice }) => choice.current);
  return shown(pick, title, number, total, () => pick.activeItems[0]?.choice.put(state));
}

/** What an input box and a list to choose from have in common. */
type Asking = Pick<
  vscode.InputBox,
  'title' | 'step' | 'totalSteps' | 'ignoreFocusOut' | 'buttons' | 'onDidAccept' | 'onDidTriggerButton' | 'onDidHide' | 'show' | 'dispose'
>;

function shown<S>(input: Asking, title: string, number: number, total: number, accept: () => S | undefined): Promise<Answer<S>> {
  input.title = title;
  if (total > 1) {
    input.step = number;
    input.totalSteps = total;
  }
  input.ignoreFocusOut = true;
  input.buttons = number > 1 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    const end = (answer: Answer<S>): void => {
      resolve(answer);
      input.dispose();
    };
    input.onDidAccept(() => {
      const state = accept();
      if (state !== undefined) end({ go: 'on', state });
    });
    input.onDidTriggerButton(() => {
      end({ go: 'back' });
    });
    input.onDidHide(() => {
      end({ go: 'away' });
    });
    input.show();
  });
}
