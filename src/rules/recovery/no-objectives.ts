import { Heading, Passage } from '../../facts/papers.js';
import { KeptData } from '../../facts/service.js';
import { code, rule } from '../../model/rule.js';

export const noObjectives = rule({
  id: 'recovery/no-objectives',
  shape: 'absent',
  severity: 'info',
  title: 'No recovery objectives',
  message:
    'No document here says how fast data has to be back (RTO) and how much of it can be lost (RPO), so no backup plan can be judged. Write both down.',
  holds: 'Recovery time and recovery point are written down',
  why: `They decide how often a backup is made and where it lies. Without them the answer is found in the outage, by whoever is asked first.`,
  references: ['https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/plan-for-disaster-recovery-dr.html'],
  about: KeptData,
  reads: [Passage, Heading],

  *check(data, { everywhere, problem, evidence, unknown }) {
    const passages = everywhere(Passage).filter(({ topic }) => topic === 'objectives');
    const said = passages.find(({ certain }) => certain);
    const heading = everywhere(Heading).find(({ topics, substance }) => topics.includes('objectives') && substance !== 'little');
    if (said) yield evidence(said, `'${said.words}' in ${said.path}`);
    else if (passages[0] || heading || data.part) yield unknown(passages[0] ?? heading ?? data);
    else yield problem({ at: data });
  },

  examples: [
    {
      file: 'docs/recovery.md',
      bad: '',
      good: code`
        # Recovery

        | Objective | Orders | Reports |
        | --- | --- | --- |
        | RTO | 1 hour | 1 day |
        | RPO | 15 minutes | 1 day |
      `,
      beside: {
        'main.py': 'import psycopg\nfrom fastapi import FastAPI\n\napp = FastAPI()\n',
        'requirements.txt': 'fastapi==0.115.0\npsycopg==3.2.0\n',
      },
    },
  ],
});
