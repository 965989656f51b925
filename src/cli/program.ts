import { Command, CommanderError, Option } from 'commander';
import type { Registry } from '../engine/registry.js';
import { EXIT, type Exit, isMisuse } from './failure.js';
import type { Io } from './io.js';
import { VERSION } from './version.js';

const EXIT_CODES = `
Exit codes: 0 nothing at or above --fail-on, 1 something, 2 wrong use or configuration, 3 Preflight itself failed.`;

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
    .addOption(formats('text', 'json', 'sarif'))
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
    .command('rules')
    .summary('list the rules')
    .description('Lists every rule that is built.')
    .addOption(formats('text', 'json', 'markdown'))
    .action(async ({ format }: { readonly format: 'text' | 'json' | 'markdown' }) => {
      const { listRules } = await import('./rules.js');
      io.out(await listRules(format, io));
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

interface ScanFlags {
  readonly format: 'text' | 'json' | 'sarif';
  readonly output?: string;
  readonly failOn: 'error' | 'warning' | 'info' | 'never';
  readonly rule?: readonly string[];
  readonly since?: string;
  readonly cache: boolean;
  readonly stats?: boolean;
}
