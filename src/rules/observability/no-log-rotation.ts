import { LogFile, LogRotation } from '../../facts/observability.js';
import { code, rule } from '../../model/rule.js';

/** What an item asks for that is about old files, too. */
const PACKED = 'compressed';

export const noLogRotation = rule({
  id: 'observability/no-log-rotation',
  shape: 'absent',
  severity: 'info',
  title: 'A log file that only grows',
  message:
    "'{by}' writes a log file that is never rotated: it grows until the disk is full, and then the service stops. Rotate it, or log to stdout.",
  holds: 'Log files are rotated',
  why: `A full disk stops databases, sessions and uploads on the same machine, weeks after the release, and at the time of most traffic.`,
  references: ['https://docs.python.org/3/library/logging.handlers.html#rotatingfilehandler', 'https://12factor.net/logs'],
  about: LogFile,
  reads: [LogRotation],

  *check(file, { everywhere, problem, evidence, unknown }) {
    const { by, rotates, compresses } = file;
    const also = (packed: boolean): string | undefined => (packed ? PACKED : undefined);
    const [rotation] = everywhere(LogRotation);
    if (rotates === 'yes') yield evidence(file, `${by} rotates it`, also(compresses));
    else if (rotation) yield evidence(rotation, rotation.by, also(rotation.compresses));
    else if (rotates === 'unknown') yield unknown(file);
    else yield problem({ at: file, words: { by }, subject: by, concerns: PACKED });
  },

  examples: [
    {
      file: 'logs.py',
      bad: code`
        import logging

        handler = logging.FileHandler("/var/log/shop.log")
      `,
      good: code`
        from logging.handlers import RotatingFileHandler

        handler = RotatingFileHandler("/var/log/shop.log", maxBytes=10_485_760, backupCount=5)
      `,
    },
  ],
});
