import { Command, CommanderError, Option } from 'commander';
import type { Registry } from '../engine/registry.js';
import type { ChecklistOptions } from './checklist.js';
import type { Task } from '../host/task.js';
import { EXIT, type Exit, isMisuse } from './failure.js';
import type { Io } from './io.js';
import type { AttestOptions, SignOptions, WaiveOptions } from './records.js';
import type { VerifyOptions } from './verify.js';
import { VERSION } from './version.js';

const CHECKLIST_FORMATS = ['text', 'json', 'markdown', 'html'] as const;

const EXIT_CODES = `
Exit codes: 0 nothing at or above --fail-on, or the sign-off holds; 1 something, or it does not;
2 wrong use or configuration; 3 Preflight itself failed.`;

const oneLine = (text: string): string =>
  text
    .replace(/^error: /, '')
    .replace(/\.?\n\((Did you mean [^)\n]+)\?\)/i, '. $1?')
    .trim()
    .replace(/\n/g, ' ')
    .replace(/ {2,}/g, ' ');

/** Runs one command line and answers its exit code. Nothing is thrown. */
export async function run(args: readonly string[], io: Io): Promise<Exit> {
  let exit: Exit = EXIT.clean;
  let used = 'preflight';
  const program = new Command('preflight')
    .description('Finds what stands between a workspace and production, and fixes what can be fixed.')
    .version(VERSION, '-V, --version', 'Tell the version.')
    .helpOption('-h, --help', 'Tell about a command.')
    .helpCommand('help [command]', 'Tell about a command.')
    .addHelpText('after', EXIT_CODES)
    .configureHelp({ helpWidth: 80 });

  const formats = (...names: readonly string[]): Option =>
    new Option('--format <format>', 'how to write the result').choices(names).default(names[0]);
  const rules = (words: string): Option => new Option('--rule <id...>', words);

  program
    .command('scan')
    .summary('find gaps')
    .description('Finds gaps in directories (default: the current one). Findings go to standard output, all else to standard error.')
    .argument('[dir...]', 'directories, each a workspace of its own')
    .addOption(formats('text', 'json', 'sarif', 'markdown', 'html'))
    .option('--output <file>', 'write the result to a file')
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 for findings of this severity or a graver one')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .addOption(rules('report only these rules'))
    .option('--since <rev>', 'report only what stands on lines that changed since a Git revision')
    .option('--no-cache', 'read everything anew')
    .option('--stats', 'tell how much was read and judged, and how long that took')
    .action(async (dirs: string[], options: ScanFlags) => {
      const { scan } = await import('./scan.js');
      exit = await scan({ dirs, ...options }, io);
    });

  program
    .command('fix')
    .summary('apply fixes')
    .description('Applies safe fixes. With --rule, also fixes of these rules that change what the code does; never suggestions.')
    .argument('[dir...]', 'directories, each a workspace of its own')
    .addOption(rules('only these rules, with every fix that leaves nothing to choose'))
    .option('--dry-run', 'print a unified diff and write nothing')
    .action(async (dirs: string[], options: { readonly rule?: readonly string[]; readonly dryRun?: boolean }) => {
      const { fix } = await import('./fix.js');
      exit = await fix({ dirs, ...options }, io);
    });

  program
    .command('import')
    .summary("add a team's own checklist")
    .description(
      'Adds a Markdown checklist to preflight.yaml and tells what is in it. Nothing is copied: it stays where the team keeps it.',
    )
    .argument('<file>', 'a Markdown file below the current directory')
    .option('--dry-run', 'only tell what is in it')
    .addOption(formats('text', 'json'))
    .action(async (file: string, options: { readonly dryRun?: boolean; readonly format: 'text' | 'json' }) => {
      const { importList } = await import('./import.js');
      exit = importList({ file, ...options }, io);
    });

  program
    .command('rules')
    .summary('list the rules')
    .description('Lists every rule that is built.')
    .addOption(formats('text', 'json', 'markdown'))
    .action(async ({ format }: { readonly format: 'text' | 'json' | 'markdown' }) => {
      const { listRules } = await import('./rules.js');
      io.out(await listRules(format, io));
    });

  const where = ['--dir <dir>', 'the directory (default: the current one)'] as const;
  const who = ['--by <name>', "who, as 'Name <address>' (default: as Git knows you)"] as const;

  program
    .command('checklist')
    .summary('show the checklist')
    .description('Shows every item of the checklist: what is ready, what is not, and what shows it.')
    .argument('[dir]', 'a directory')
    .addOption(formats(...CHECKLIST_FORMATS))
    .option('--output <file>', 'write the result to a file')
    .action(async (dir: string | undefined, options: Omit<ChecklistOptions, 'dir'>) => {
      const { checklist } = await import('./checklist.js');
      exit = await checklist({ dir, ...options }, io);
    });

  program
    .command('attest')
    .summary('say that an item holds')
    .description('Records that an item of the checklist holds, in .preflight/signoff.yaml.')
    .argument('<item>', 'an item, such as recovery.restore-tests')
    .requiredOption('--note <text>', 'what was seen or done')
    .option('--link <url>', 'where it is shown')
    .option('--expires <date>', 'the last day on which it counts')
    .option('--provided-elsewhere', 'something outside of this workspace does it')
    .option(...who)
    .option(...where)
    .action(async (item: string, options: AttestOptions) => {
      const { attest } = await import('./records.js');
      exit = await attest(item, options, io);
    });

  program
    .command('waive')
    .summary('accept a risk for a time')
    .description('Records that an open item or finding is accepted, why, and until when.')
    .argument('<target>', "an item, or a finding's fingerprint")
    .requiredOption('--reason <text>', 'why the risk is accepted')
    .requiredOption('--expires <date>', 'the last day on which it counts')
    .option(...who)
    .option(...where)
    .action(async (target: string, options: WaiveOptions) => {
      const { waive } = await import('./records.js');
      exit = await waive(target, options, io);
    });

  program
    .command('sign')
    .summary('sign as a role')
    .description('Signs the items that a role owns, as they stand now. Refuses while one of them blocks.')
    .requiredOption('--role <id>', 'the role, such as engineering-lead')
    .option('--note <text>', 'what others are to know')
    .option('--ssh-sign', 'with your Git key, too (default: as for commits)')
    .option('--no-ssh-sign', 'without it')
    .option(...who)
    .option(...where)
    .action(async (options: SignOptions) => {
      const { sign } = await import('./records.js');
      exit = await sign(options, io);
    });

  program
    .command('withdraw')
    .summary('take a signature back')
    .description("Takes a role's signature out of .preflight/signoff.yaml.")
    .requiredOption('--role <id>', 'the role')
    .option(...where)
    .action(async (options: SignOptions) => {
      const { withdraw } = await import('./records.js');
      exit = await withdraw(options, io);
    });

  program
    .command('verify')
    .summary('check the sign-off')
    .description('Tells whether the workspace is signed off and the signatures still hold; exit 1 with the reasons when not.')
    .argument('[dir]', 'a directory')
    .option('--role <id>', 'only this role')
    .addOption(formats('text', 'json'))
    .action(async (dir: string | undefined, options: Omit<VerifyOptions, 'dir'>) => {
      const { verify } = await import('./verify.js');
      exit = await verify({ dir, ...options }, io);
    });

  program
    .command('baseline')
    .summary('keep what is there from counting as new')
    .description('Writes the fingerprints of all open findings to .preflight/baseline.json.')
    .argument('[dir]', 'a directory')
    .action(async (dir: string | undefined) => {
      const { baseline } = await import('./records.js');
      exit = await baseline(dir, io);
    });

  program
    .command('init')
    .summary('write settings and a pipeline step')
    .description('Writes a commented preflight.yaml, and a step for the pipeline that is there. Never changes a file.')
    .argument('[dir]', 'a directory')
    .action(async (dir: string | undefined) => {
      const { init } = await import('./init.js');
      exit = await init(dir, io);
    });

  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined })
      .hook('preAction', (_, action) => {
        used = `preflight ${action.name()}`;
      });
  }

  try {
    if (args.length === 0) {
      io.err(program.helpInformation());
      return EXIT.misuse;
    }
    const [named] = args;
    if (program.commands.some((command) => command.name() === named)) used = `preflight ${named ?? ''}`;
    await program.parseAsync([...args], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version have been written; they are no mistake.
      if (error.exitCode === 0) return EXIT.clean;
      io.err(`preflight: ${oneLine(error.message).replace(/\.?$/, '.')} See '${used} --help'.\n`.replace('?.', '?'));
      return EXIT.misuse;
    }
    if (isMisuse(error)) {
      io.err(`${error.message}\n`);
      return EXIT.misuse;
    }
    io.err(`preflight: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.broken;
  }
}

/** Everything that the product looks for. */
export const productRegistry = async (): Promise<Registry> => (await import('../generated/registry.js')).registry;

/** What this program does in a thread that it has started. */
export const readInThread = async (task: Task): Promise<void> => {
  const { readForOthers } = await import('../host/reading-threads.js');
  readForOthers(task, await productRegistry());
};

interface ScanFlags {
  readonly format: 'text' | 'json' | 'sarif' | 'markdown' | 'html';
  readonly output?: string;
  readonly failOn: 'error' | 'warning' | 'info' | 'never';
  readonly rule?: readonly string[];
  readonly since?: string;
  readonly cache: boolean;
  readonly stats?: boolean;
}
