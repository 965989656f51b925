import { memoryBudget } from '../../../src/rules/consistency/memory-budget.js';
import { testRule } from '../rule-tester.js';

const compose = (body: string): string => `services:\n  web:\n    image: registry.example.com/web:1\n${body}`;
const manifest = (limit: string, body: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: registry.example.com/shop:1\n          resources: { limits: { memory: ${limit} } }\n${body}`;

testRule(memoryBudget, {
  reports: [
    {
      name: 'a heap above the limit',
      file: 'compose.yaml',
      code: compose('    environment:\n      JAVA_OPTS: "-Xms256m «-Xmx2g»"\n    mem_limit: 1g\n'),
      says: "Service 'web' has 1 GiB of memory, but '-Xmx2g' lets the JVM's heap grow to 2 GiB: the kernel kills it before that is full. Leave room for the rest.",
      fixed: compose('    environment:\n      JAVA_OPTS: "-Xms256m -Xmx768m"\n    mem_limit: 1g\n'),
    },
    {
      name: 'a heap that is the whole limit, in a list',
      file: 'compose.yaml',
      code: compose('    environment:\n      - JAVA_TOOL_OPTIONS=«-Xmx512m»\n    deploy: { resources: { limits: { memory: 512M } } }\n'),
    },
    {
      name: "Node.js's heap in a manifest",
      file: 'k8s/web.yaml',
      code: manifest('512Mi', '          env:\n            - name: NODE_OPTIONS\n              value: «--max-old-space-size=1024»\n'),
      fixed: manifest('512Mi', '          env:\n            - name: NODE_OPTIONS\n              value: --max-old-space-size=384\n'),
    },
    {
      name: "Redis's data in arguments of a list",
      file: 'k8s/web.yaml',
      code: manifest('256Mi', '          args:\n            - --maxmemory 512mb\n').replace('--maxmemory 512mb', '«--maxmemory 512mb»'),
    },
    {
      name: 'buffers of Postgres',
      file: 'compose.yaml',
      code: compose('    command: postgres -c «shared_buffers=2GB» -c work_mem=8MB\n    mem_limit: 1g\n'),
      fixed: compose('    command: postgres -c shared_buffers=256MB -c work_mem=8MB\n    mem_limit: 1g\n'),
    },
    {
      name: 'a buffer pool of MySQL',
      file: 'compose.yaml',
      code: compose('    command: --«innodb-buffer-pool-size=1G»\n    mem_limit: 768m\n'),
    },
    {
      name: 'what the image sets',
      files: {
        'web/Dockerfile': 'FROM eclipse-temurin:21-jre\nENV JAVA_TOOL_OPTIONS="«-Xmx1g»"\nCMD ["java", "-jar", "app.jar"]\n',
        'compose.yaml': 'services:\n  web:\n    build: web\n    mem_limit: 512m\n',
      },
    },
    {
      name: "a command of the image's own",
      files: {
        'web/Dockerfile': 'FROM node:24\nCMD ["node", "«--max-old-space-size=2048»", "server.js"]\n',
        'compose.yaml': 'services:\n  web:\n    build: web\n    mem_limit: 1024m\n',
      },
    },
  ],
  accepts: [
    { name: 'a heap that fits', file: 'compose.yaml', code: compose('    environment: { JAVA_OPTS: -Xmx700m }\n    mem_limit: 1g\n') },
    {
      name: 'a share of the memory',
      file: 'compose.yaml',
      code: compose('    environment: { JAVA_OPTS: "-XX:MaxRAMPercentage=75" }\n    mem_limit: 1g\n'),
    },
    {
      name: 'a policy of Redis',
      file: 'compose.yaml',
      code: compose('    command: redis-server --maxmemory-policy allkeys-lru\n    mem_limit: 64m\n'),
    },
    { name: 'a quantity of ten', file: 'k8s/web.yaml', code: manifest('1G', '          args: ["--maxmemory", "900mb"]\n') },
  ],
  unknown: [
    { name: 'no limit', file: 'compose.yaml', code: compose('    environment: { JAVA_OPTS: -Xmx2g }\n') },
    {
      name: 'a limit of the environment',
      file: 'compose.yaml',
      code: compose('    environment: { JAVA_OPTS: -Xmx2g }\n    mem_limit: ${MEMORY:-1g}\n'),
    },
    {
      name: 'a variable that the service sets anew',
      files: {
        'web/Dockerfile': 'FROM eclipse-temurin:21-jre\nENV JAVA_TOOL_OPTIONS="-Xmx1g"\nCMD ["java", "-jar", "app.jar"]\n',
        'compose.yaml':
          'services:\n  web:\n    build: web\n    mem_limit: 512m\n    environment:\n      JAVA_TOOL_OPTIONS: ${JAVA_TOOL_OPTIONS}\n',
      },
    },
    {
      name: 'a command that the service replaces',
      files: {
        'web/Dockerfile': 'FROM node:24\nCMD ["node", "--max-old-space-size=2048", "server.js"]\n',
        'compose.yaml': 'services:\n  web:\n    build: web\n    mem_limit: 512m\n    command: node worker.js\n',
      },
    },
    {
      name: 'an image that nobody is seen to run',
      file: 'Dockerfile',
      code: 'FROM node:24\nCMD ["node", "--max-old-space-size=2048", "server.js"]\n',
    },
  ],
});
