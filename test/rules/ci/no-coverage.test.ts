import { noCoverage } from '../../../src/rules/ci/no-coverage.js';
import { testRule } from '../rule-tester.js';
import { MARKED, README, hidden, ran, run, used } from './pipelines.js';
import { file } from './workflow.js';

testRule(noCoverage, {
  reports: [
    { name: 'tests without it', files: { ...MARKED, [file]: run('pytest') }, severity: 'info' },
    {
      name: 'a setting of a runner that nobody runs',
      files: { [file]: run('go test ./...'), 'pytest.ini': '[pytest]\naddopts = --cov\n', ...MARKED },
    },
  ],
  accepts: [
    { name: 'an option, and a service that keeps it', ...ran('pytest --cov=shop && codecov') },
    {
      name: 'a script that sends it',
      ...ran('npm run coverage', {
        'package.json': '{ "workspaces": [], "scripts": { "coverage": "jest --coverage --coverageReporters=text-lcov | coveralls" } }',
      }),
    },
    { name: 'a service', ...used('codecov/codecov-action@v5') },
    { name: 'a pattern for the log', files: { ...README, '.gitlab-ci.yml': "test:\n  script: pytest\n  coverage: '/TOTAL.*/'\n" } },
  ],
  unknown: [
    ...hidden,
    // Measured, and gone with the log.
    { name: 'an option', ...ran('pytest --cov=shop') },
    { name: 'an option of Go', ...ran('go test -race -coverprofile=c.out ./...') },
    {
      name: 'an option of a script',
      ...ran('npm test -- --coverage', { 'package.json': '{ "workspaces": [], "scripts": { "test": "jest" } }' }),
    },
    { name: 'a setting of the runner', ...ran('pytest', { 'pytest.ini': '[pytest]\naddopts = -q --cov=shop\n' }) },
    { name: 'a build that may measure it by its settings', ...ran('./gradlew check') },
  ],
});
