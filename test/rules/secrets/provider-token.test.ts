import { base62, crc32 } from '../../../src/detectors/text/checksums.js';
import { providerToken } from '../../../src/rules/secrets/provider-token.js';
import { testRule } from '../rule-tester.js';

const body = ['k3Qw9ZrT1xVb7Nc', 'L5mDf2HsJ8gPa4U'].join('');
// GitHub's tokens end in a checksum: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
const token = ['gh', 'p_', body, base62(crc32(body), 6)].join('');
const wrong = ['gh', 'p_', body, 'AAAAAA'].join('');

testRule(providerToken, {
  reports: [
    {
      name: 'a constant of Python',
      file: 'publish.py',
      code: `GITHUB_TOKEN = "«${token}»"\n`,
      fixed: 'import os\n\nGITHUB_TOKEN = os.environ["GITHUB_TOKEN"]\n',
      fix: "Read it from 'GITHUB_TOKEN'",
      says: 'This GitHub personal access token (ghp_…, 40 characters) is in the source. Revoke it, then read it from the environment.',
      severity: 'error',
    },
    {
      name: 'an argument of JavaScript',
      file: 'publish.js',
      code: `const client = new Octokit({ auth: '«${token}»' });\n`,
      fixed: 'const client = new Octokit({ auth: process.env.GITHUB_TOKEN });\n',
    },
    { name: 'a part of a text', file: 'publish.py', code: `headers = {"Authorization": "Bearer «${token}»"}\n`, fixed: null },
    { name: 'a comment', file: 'publish.py', code: `# token = "«${token}»"\n`, fixed: null },
    { name: 'a README', file: 'README.md', code: `Use \`«${token}»\`.\n`, fixed: null, severity: 'error', says: 'readable for everyone' },
    { name: 'a test', file: 'tests/test_publish.py', code: `TOKEN = "«${token}»"\n`, severity: 'error' },
    {
      name: 'a compose file',
      file: 'docker-compose.yml',
      code: `services:\n  a:\n    image: a:1\n    environment:\n      GITHUB_TOKEN: «${token}»\n`,
    },
    { name: 'a Dockerfile', file: 'Dockerfile', code: `FROM alpine:3.20\nENV GITHUB_TOKEN=«${token}»\n` },
    { name: 'development, as grave as any', file: 'config/settings.dev.toml', code: `token = "«${token}»"\n`, severity: 'error' },
  ],
  accepts: [
    { name: 'a token whose checksum is wrong', file: 'publish.py', code: `GITHUB_TOKEN = "${wrong}"\n` },
    { name: 'a token that is left out', file: 'README.md', code: 'Use `ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` or ghp_….\n' },
    { name: 'a variable', file: 'publish.py', code: 'import os\nGITHUB_TOKEN = os.environ["GITHUB_TOKEN"]\n' },
    { name: 'a prefix', file: 'publish.py', code: 'if token.startswith("ghp_"):\n    pass\n' },
    { name: 'a longer word', file: 'publish.py', code: `x = "${token}abc"\n` },
    { name: 'a pattern', file: 'scan.js', code: 'const pattern = /ghp_[A-Za-z0-9]{36}/;\n' },
    { name: 'a commit', file: 'lock.txt', code: 'abc 4f9a1c7e2b8d6035e7a9c4f10d3b582611223344\n' },
    { name: 'a digest', file: 'package-lock.json', code: '{ "integrity": "sha512-abc" }\n' },
    { name: 'prose', file: 'docs/tokens.md', code: 'A token of GitHub begins with ghp_ and has 40 characters.\n' },
  ],
});
