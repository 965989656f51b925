import { shellFormCommand } from '../../../src/rules/docker/shell-form-command.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';

testRule(shellFormCommand, {
  reports: [
    { name: 'CMD', file, code: 'FROM node:22\nCMD «node server.js»\n', fixed: 'FROM node:22\nCMD ["node", "server.js"]\n' },
    {
      name: 'ENTRYPOINT with quotes',
      file,
      code: 'FROM node:22\nENTRYPOINT «java -jar \'my app.jar\' "--x=y"»\n',
      fixed: 'FROM node:22\nENTRYPOINT ["java", "-jar", "my app.jar", "--x=y"]\n',
    },
    {
      name: 'a command over two lines',
      file,
      code: 'FROM node:22\nCMD «npm run \\\n    start»\n',
      fixed: 'FROM node:22\nCMD ["npm", "run", "start"]\n',
    },
    {
      name: 'quotes within words, and escapes',
      file,
      code: `FROM node:22\nCMD «node --title="my \\"app\\"" a\\ b»\n`,
      fixed: `FROM node:22\nCMD ["node", "--title=my \\"app\\"", "a b"]\n`,
    },
    { name: 'JSON with the wrong quotes', file, code: "FROM node:22\nCMD «node 'x.js'»\n" },
  ],
  accepts: [
    { name: 'the JSON form', file, code: 'FROM node:22\nCMD ["node", "server.js"]\n' },
    { name: 'exec', file, code: 'FROM node:22\nCMD exec node server.js --port $PORT\n' },
    { name: 'exec within the JSON form of a shell', file, code: 'FROM node:22\nCMD ["sh", "-c", "./migrate && exec node server.js"]\n' },
    { name: 'a command that a later one replaces', file, code: 'FROM node:22\nCMD node a.js\nCMD ["node", "b.js"]\n' },
    { name: 'a command of a builder', file, code: 'FROM node:22 AS build\nCMD node a.js\nFROM node:22\nCMD ["node", "b.js"]\n' },
  ],
  unknown: [
    { name: 'variables', file, code: 'FROM node:22\nCMD gunicorn --bind 0.0.0.0:$PORT app:app\n' },
    { name: 'the JSON form of a shell', file, code: 'FROM node:22\nCMD ["sh", "-c", "node server.js"]\n' },
    { name: 'a list', file, code: 'FROM node:22\nCMD ./migrate && ./serve\n' },
    {
      name: 'PowerShell',
      file,
      code: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell", "-Command"]\nCMD Start-Service x\n',
    },
  ],
  exempts: [{ name: 'no command', file, code: 'FROM nginx:1.29\n' }],
});
