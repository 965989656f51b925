import { pipeToShell } from '../../../src/rules/docker/pipe-to-shell.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';
const run = (text: string, from = 'FROM debian:13'): string => `${from}\nRUN ${text}\n`;

testRule(pipeToShell, {
  reports: [
    {
      name: 'a download into a shell',
      file,
      code: run('«curl -fsSL https://get.tool.example | sh»'),
      severity: 'warning',
      fix: 'Check the download before it runs…',
      fixed: run(
        'curl -fsSL https://get.tool.example -o /tmp/install.sh && echo "<sha256>  /tmp/install.sh" | sha256sum --check && sh /tmp/install.sh',
      ),
    },
    {
      name: 'arguments behind the shell',
      file,
      code: run('«curl -fsSL https://get.tool.example | bash -s -- --yes»'),
      says: "runs in 'bash' unseen",
    },
    {
      name: 'wget, in a builder',
      file,
      code: 'FROM debian:13 AS build\nRUN «wget -qO- https://get.tool.example | bash -»\nFROM scratch\n',
    },
    {
      name: 'pipefail does not help',
      file,
      code: 'FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN «curl -sL https://get.tool.example | sudo -E bash -»\n',
    },
    { name: 'a substituted process', file, code: run('«bash <(curl -s https://get.tool.example)»') },
    { name: 'a substituted command', file, code: run('«sh -c "$(curl -fsSL https://get.tool.example)"»') },
    { name: 'a download that names its own output', file, code: run('«curl -fso- https://get.tool.example | bash»'), fixed: null },
    { name: 'Python', file, code: run('«curl -sSL https://get.tool.example | python3 -»') },
    {
      name: 'a pipe whose download may fail',
      file,
      code: run('«curl -L https://get.tool.example/key | dd of=/usr/share/keyrings/tool.gpg»'),
      says: "When 'curl' fails here",
      severity: 'warning',
    },
    {
      name: 'a download whose end only tar notices, as information',
      file,
      code: run('«curl -L https://get.tool.example/x.tgz | tar xz -C /usr»'),
      says: "only 'tar' can tell",
      severity: 'info',
    },
    {
      name: 'a pipe without pipefail, as information',
      file,
      code: run('«cat /etc/passwd | sort» > /x'),
      severity: 'info',
      fixed: 'FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN cat /etc/passwd | sort > /x\n',
    },
  ],
  accepts: [
    {
      name: 'a download in the place of a command, that goes into a file',
      file: 'Dockerfile',
      code: 'FROM debian:13\nRUN if [ -n "$KEY" ]; then $(wget -O app.zip "https://shop.io/app.zip") && unzip app.zip; fi\n',
    },
    {
      name: 'a download that is checked',
      file,
      code: run('curl -fsSLo x.sh https://get.tool.example && echo "abc  x.sh" | sha256sum -c && sh x.sh'),
    },
    {
      name: 'pipefail in SHELL',
      file,
      code: 'FROM debian:13\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN curl -L https://get.tool.example/x.tgz | tar xz\n',
    },
    { name: 'pipefail in the script', file, code: run('set -eux -o pipefail; curl -L https://get.tool.example/x.tgz | tar xz') },
    { name: 'pipefail in a heredoc', file, code: 'FROM debian:13\nRUN <<EOF\nset -euo pipefail\ncat /x | sort\nEOF\n' },
    { name: 'a shell that is handed a file', file, code: run('curl -o x.sh https://get.tool.example && bash x.sh') },
    { name: 'echo, which does not fail', file, code: run('echo "deb https://mirror.example x main" | tee /etc/apt/sources.list.d/x.list') },
    { name: 'alternatives, which are no pipe', file, code: run('curl -f https://get.tool.example -o x || exit 1') },
    { name: 'a pipe in quotes', file, code: run('echo "curl https://get.tool.example | sh"') },
    { name: 'a pipe in the check of health', file, code: 'FROM debian:13\nHEALTHCHECK CMD curl -s http://localhost | grep ok\n' },
    { name: 'a harmless pipe in a builder', file, code: 'FROM debian:13 AS build\nRUN cat x | sort\nFROM scratch\n' },
    {
      name: 'PowerShell',
      file,
      code: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell", "-Command"]\nRUN iwr https://get.tool.example | iex\n',
    },
  ],
});
