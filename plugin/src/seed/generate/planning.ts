import type { Day } from './calendar.ts';
import { momentOf } from './clock.ts';
import { HELPS, type Help, type JointCall, type MeetingPlan } from './model.ts';
import type { Random } from './random.ts';
import { AGENDAS, ASK_NOTES, type Phase } from './words.ts';

export type Channel = JointCall['Meeting_Channel__c'];

/** The stages that every new org has. */
const PHASE_OF_STAGE: Readonly<Record<string, Phase>> = {
  Qualification: 'discovery',
  'Needs Analysis': 'discovery',
  'Value Proposition': 'solution',
  'Proposal/Price Quote': 'solution',
  'Negotiation/Review': 'close',
};

/** What a meeting is about: by its deal's stage then, or by how far the deal had come, from 0 to 1, in any other stage. */
export function phaseOf(stage: string | undefined, progress: number): Phase {
  return PHASE_OF_STAGE[stage ?? ''] ?? (progress < 0.4 ? 'discovery' : progress < 0.75 ? 'solution' : 'close');
}

/** A moment within the salesperson's working hours of that day, from eight to a quarter to four, not at noon. */
export function agreedStart(date: Day, timeZone: string, random: Random): string {
  const hour = random.weighted([
    [8, 1],
    [9, 4],
    [10, 5],
    [11, 3],
    [13, 3],
    [14, 5],
    [15, 4],
  ]);
  const minute = random.weighted([
    [0, 6],
    [30, 4],
    [15, 1],
    [45, 1],
  ]);
  return momentOf(date, hour * 60 + minute, timeZone);
}

/** What a salesperson who plans writes down before the meeting, its start apart. */
export function writtenPlan(phase: Phase, channel: Channel, random: Random): MeetingPlan {
  const asked = helpsAsked(phase, random);
  const [first] = asked;
  return {
    Planned_Minutes__c: random.weighted(MINUTES[channel]),
    Agenda__c: agenda(phase, random),
    Opening_Plan__c: random.chance(0.9) ? 'Rep' : 'Manager',
    Ask_Climate__c: asked.includes('Climate'),
    Ask_Questions__c: asked.includes('Questions'),
    Ask_Presenting__c: asked.includes('Presenting'),
    Ask_Objections__c: asked.includes('Objections'),
    ...(first && random.chance(0.5) ? { Ask_Note__c: random.pick(ASK_NOTES[first]) } : {}),
  };
}

const MINUTES: Readonly<Record<Channel, [number, number][]>> = {
  'In person': [
    [45, 2],
    [60, 5],
    [90, 3],
  ],
  Video: [
    [30, 2],
    [45, 4],
    [60, 4],
  ],
  Phone: [
    [30, 4],
    [45, 1],
  ],
};

/** What they want to leave with, then two or three points in their order. */
function agenda(phase: Phase, random: Random): string {
  const { aims, points } = AGENDAS[phase];
  const count = random.between(2, 3);
  const picked = new Set(random.shuffled(points).slice(0, count));
  return [`Aim: ${random.pick(aims)}`, ...points.filter((point) => picked.has(point))].join('\n');
}

/** How often each help is asked for, by what the meeting is about. */
const WANTED: Readonly<Record<Phase, Readonly<Record<Help, number>>>> = {
  discovery: { Climate: 5, Questions: 5, Presenting: 1, Objections: 1 },
  solution: { Climate: 2, Questions: 3, Presenting: 5, Objections: 3 },
  close: { Climate: 2, Questions: 2, Presenting: 2, Objections: 6 },
};

/** Two at most: more is no resource but a second salesperson. Now and then none. */
function helpsAsked(phase: Phase, random: Random): Help[] {
  const count = random.weighted([
    [0, 1],
    [1, 5],
    [2, 4],
  ]);
  const asked: Help[] = [];
  while (asked.length < count) {
    const left = HELPS.filter((help) => !asked.includes(help));
    asked.push(random.weighted(left.map((help) => [help, WANTED[phase][help]] as const)));
  }
  return asked;
}
