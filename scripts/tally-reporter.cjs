/**
 * A mocha reporter that shows failures and a summary (`--reporter-option style=spec`: every test), and appends one line
 * with the numbers of passed and failed tests to the file that TEST_TALLY names.
 */
const { appendFileSync } = require('node:fs');
const { reporters } = require('mocha');

class Quiet extends reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => this.epilogue());
  }
}

module.exports = function Tally(runner, options) {
  const shown = options.reporterOptions?.style === 'spec' ? new reporters.Spec(runner, options) : new Quiet(runner, options);
  const file = process.env.TEST_TALLY;
  if (file) runner.once('end', () => appendFileSync(file, `${runner.stats.passes} ${runner.stats.failures}\n`));
  return shown;
};
