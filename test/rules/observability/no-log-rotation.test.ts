import { noLogRotation } from '../../../src/rules/observability/no-log-rotation.js';
import { testRule } from '../rule-tester.js';

testRule(noLogRotation, {
  reports: [
    {
      name: 'a handler that only grows',
      file: 'logs.py',
      code: `import logging
handler = «logging.FileHandler»("/var/log/shop.log")
`,
    },
    {
      name: 'loguru',
      file: 'logs.py',
      code: `from loguru import logger
«logger.add("/var/log/shop.log"»)
`,
    },
    {
      name: 'basicConfig',
      file: 'logs.py',
      code: `import logging
logging.«basicConfig(filename=»"shop.log")
`,
    },
    {
      name: 'winston',
      file: 'logs.js',
      code: `import winston from 'winston';
new winston.«transports.File({» filename: 'a.log' });
`,
    },
  ],
  accepts: [
    {
      name: 'a rotating handler',
      file: 'logs.py',
      code: `from logging.handlers import RotatingFileHandler
handler = RotatingFileHandler("a.log", maxBytes=10)
`,
    },
    {
      name: 'loguru that rotates',
      file: 'logs.py',
      code: `from loguru import logger
logger.add("a.log", rotation="10 MB")
`,
    },
    {
      name: 'stdout',
      file: 'logs.py',
      code: `import logging
logging.basicConfig(level=logging.INFO)
`,
    },
    {
      name: 'logrotate',
      files: {
        'logs.py': `import logging
handler = logging.FileHandler("/var/log/shop.log")
`,
        'deploy/logrotate.d/shop': `/var/log/shop.log {
  daily
  rotate 7
}
`,
      },
    },
    {
      name: 'another class of that name',
      file: 'files.py',
      code: `class FileHandler:
    pass
FileHandler("a")
`,
    },
  ],
  unknown: [
    {
      name: 'a handler that waits for logrotate',
      file: 'logs.py',
      code: `from logging.handlers import WatchedFileHandler
handler = WatchedFileHandler("a.log")
`,
    },
  ],
});
