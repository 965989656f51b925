import { addInsteadOfCopy } from '../../../src/rules/docker/add-instead-of-copy.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';

testRule(addInsteadOfCopy, {
  reports: [
    { name: 'a file', file, code: 'FROM node:22\n«ADD» package.json /app/\n', fixed: 'FROM node:22\nCOPY package.json /app/\n' },
    {
      name: 'the folder, with an owner, in lower case',
      file,
      code: 'from node:22\n«add» --chown=node . /app\n',
      fixed: 'from node:22\ncopy --chown=node . /app\n',
    },
    { name: 'the JSON form', file, code: 'FROM node:22\n«ADD» ["a b.txt", "/x/"]\n' },
    { name: 'a pattern that no archive matches', file, code: 'FROM eclipse-temurin:21\n«ADD» target/*.jar app.jar\n' },
  ],
  accepts: [
    { name: 'COPY', file, code: 'FROM node:22\nCOPY . .\n' },
    { name: 'an archive', file, code: 'FROM scratch\nADD rootfs.tar.xz /\n' },
    { name: 'a URL', file, code: 'FROM node:22\nADD https://get.tool.example/tool /usr/bin/tool\n' },
    { name: 'a repository', file, code: 'FROM node:22\nADD git@git.example:shop/app.git#main /app\n' },
    { name: 'a checksum', file, code: `FROM node:22\nADD --checksum=sha256:${'0'.repeat(64)} https://get.tool.example/tool /tool\n` },
    { name: 'a version in an archive', file, code: 'FROM node:22\nARG V=1\nADD tool-$V.tgz /opt\n' },
  ],
  unknown: [
    { name: 'whatever a folder holds', file, code: 'FROM node:22\nADD dist/* /app/\n' },
    { name: 'a source that only the build knows', file, code: 'FROM node:22\nARG SOURCE\nADD ${SOURCE} /app/\n' },
  ],
});
