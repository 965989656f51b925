import { aptRecommends } from '../../../src/rules/docker/apt-recommends.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';
const run = (text: string, from = 'FROM debian:13'): string => `${from}\nRUN ${text}\n`;

testRule(aptRecommends, {
  reports: [
    {
      name: 'an installation',
      file,
      code: run('apt-get update && «apt-get install» -y curl'),
      fixed: run('apt-get update && apt-get install -y --no-install-recommends curl'),
    },
    {
      name: 'another option before the verb',
      file,
      code: run('«apt-get -y install» curl'),
      fixed: run('apt-get -y install --no-install-recommends curl'),
    },
    {
      name: 'apt, over several lines with a comment',
      file,
      code: run('apt update \\\n    # tools\n && «apt install» -y \\\n      curl \\\n      git'),
      fixed: run('apt update \\\n    # tools\n && apt install -y --no-install-recommends \\\n      curl \\\n      git'),
    },
    { name: 'a variable in front', file, code: run('DEBIAN_FRONTEND=noninteractive «apt-get install» -yq curl=8.* ') },
    {
      name: 'the JSON form',
      file,
      code: 'FROM debian:13\nRUN [«"apt-get", "install"», "-y", "curl"]\n',
      fixed: 'FROM debian:13\nRUN ["apt-get", "install", "-y", "--no-install-recommends", "curl"]\n',
    },
    { name: 'a heredoc', file, code: 'FROM debian:13\nRUN <<EOF\nset -e\n«apt-get install» -y curl\nEOF\n' },
    { name: 'a stage that the last one builds on', file, code: 'FROM debian:13 AS base\nRUN «apt-get install» -y curl\nFROM base\n' },
  ],
  accepts: [
    { name: 'the option', file, code: run('apt-get install -y --no-install-recommends curl') },
    { name: 'the option before the verb', file, code: run('apt-get --no-install-recommends install -y curl') },
    { name: 'the setting on the command line', file, code: run('apt-get -o APT::Install-Recommends=false install -y curl') },
    {
      name: 'the setting in a file',
      file,
      code: 'FROM debian:13\nRUN echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/10\nRUN apt-get install -y curl\n',
    },
    { name: 'recommended packages that are wanted', file, code: run('apt-get install -y --install-recommends winehq-stable') },
    { name: 'a builder', file, code: 'FROM debian:13 AS build\nRUN apt-get install -y gcc\nFROM debian:13\nCOPY --from=build /x /x\n' },
    { name: 'words that are not run', file, code: run('echo "apt-get install -y curl"') },
    { name: 'another manager', file, code: run('apk add --no-cache curl', 'FROM alpine:3.22') },
    { name: 'an upgrade', file, code: run('apt-get upgrade -y') },
  ],
});
