import { sensitivePort } from '../../../src/rules/docker/sensitive-port.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';

testRule(sensitivePort, {
  reports: [
    {
      name: 'SSH among others',
      file,
      code: 'FROM debian:13\nEXPOSE 8080 «22»\n',
      fixed: 'FROM debian:13\nEXPOSE 8080\n',
      says: 'Port 22 is SSH',
    },
    { name: 'SSH alone', file, code: 'FROM debian:13\nEXPOSE «22/tcp»\nCMD ["x"]\n', fixed: 'FROM debian:13\nCMD ["x"]\n' },
    { name: 'SSH first', file, code: 'FROM debian:13\nEXPOSE «22» 8080\n', fixed: 'FROM debian:13\nEXPOSE 8080\n' },
    { name: 'a range', file, code: 'FROM debian:13\nEXPOSE «5900-5910»\n', fixed: null },
    { name: 'a variable with a default', file, code: 'FROM debian:13\nARG P=3389\nEXPOSE «$P»\n' },
    { name: "Node's debugger in a stage that the last one builds on", file, code: 'FROM node:22 AS base\nEXPOSE «9229»\nFROM base\n' },
    {
      name: 'SSH beside code that only connects by it',
      files: {
        Dockerfile: 'FROM debian:13\nEXPOSE «22»\nCMD ["/app/deploy"]\n',
        'main.go': 'package main\n\nimport "golang.org/x/crypto/ssh"\n\nfunc main() {\n\tssh.Dial("tcp", host, config)\n}\n',
      },
    },
    { name: "Docker's API", file, code: 'FROM docker:28\nEXPOSE «2375»\n' },
  ],
  accepts: [
    { name: 'a port of a service', file, code: 'FROM debian:13\nEXPOSE 80 443 8022 2222/tcp\n' },
    { name: 'syslog', file, code: 'FROM debian:13\nEXPOSE 514/udp\n' },
    { name: 'a builder', file, code: 'FROM debian:13 AS build\nEXPOSE 22\nFROM debian:13\nEXPOSE 80\n' },
    { name: 'a port of another one', file, code: 'FROM debian:13\nEXPOSE 220 1022\n' },
    { name: 'the ports of a media server', file, code: 'FROM debian:13\nEXPOSE 1-65535/tcp\n' },
    {
      name: 'a Git host that answers SSH itself',
      files: {
        Dockerfile: 'FROM debian:13\nEXPOSE 22 3000\nCMD ["/app/forge"]\n',
        'internal/ssh/ssh.go':
          'package ssh\n\nimport "golang.org/x/crypto/ssh"\n\nfunc serve() {\n\tconn, _, _, _ := ssh.NewServerConn(c, config)\n}\n',
      },
    },
    { name: 'a place for uploads', file, code: 'FROM debian:13\nEXPOSE 22\nCMD ["/usr/sbin/sshd", "-D"]\n' },
    { name: 'words', file, code: 'FROM debian:13\nEXPOSE http\n' },
  ],
  unknown: [{ name: 'a port that only the build knows', file, code: 'FROM debian:13\nARG PORT\nEXPOSE $PORT\n' }],
});
