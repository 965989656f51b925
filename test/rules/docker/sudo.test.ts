import { sudo } from '../../../src/rules/docker/sudo.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';

testRule(sudo, {
  reports: [
    {
      name: 'sudo as root, which can go',
      file,
      code: 'FROM debian:13\nRUN «sudo» apt-get update && «sudo» -E apt-get install -y curl\n',
      says: 'does nothing here',
    },
    {
      name: 'one word',
      file,
      code: 'FROM debian:13\nRUN apt-get update && «sudo» apt-get upgrade -y\n',
      fixed: 'FROM debian:13\nRUN apt-get update && apt-get upgrade -y\n',
    },
    {
      name: 'sudo as another user',
      file,
      code: 'FROM debian:13\nUSER app\nRUN «sudo» apt-get update\n',
      says: 'can become root',
      fixed: null,
    },
    {
      name: 'sudo of an image of which nothing is known',
      file,
      code: 'FROM registry.shop.example/base:1\nRUN «sudo» chown -R app /x\n',
      fixed: null,
    },
    { name: 'sudo that switches to another user', file, code: 'FROM postgres:17\nRUN «sudo» -u postgres createdb shop\n', fixed: null },
    {
      name: 'sudo that is installed',
      file,
      code: 'FROM debian:13\nRUN apt-get install -y curl «sudo»\n',
      says: 'has a way to become root',
    },
  ],
  accepts: [
    { name: 'a game', file, code: 'FROM debian:13\nRUN apt-get install -y sudoku\n' },
    { name: 'a builder', file, code: 'FROM debian:13 AS build\nRUN sudo make\nFROM debian:13\nCOPY --from=build /x /x\n' },
    { name: 'a word in quotes', file, code: 'FROM debian:13\nRUN echo "use sudo" > /etc/motd\n' },
    { name: 'a folder', file, code: 'FROM debian:13\nRUN rm -rf /etc/sudoers.d\n' },
    { name: 'gosu', file, code: 'FROM debian:13\nRUN gosu app make\n' },
    {
      name: 'a comment between lines',
      file,
      code: 'FROM debian:13\nRUN apt-get update \\\n  # sudo is not needed\n  && apt-get upgrade\n',
    },
  ],
});
