/** Invented names and short texts of everyday selling. */

import type { Help } from './model.ts';

export const FIRST_NAMES = [
  'Ada',
  'Amara',
  'Anders',
  'Beatriz',
  'Bruno',
  'Camille',
  'Chen',
  'Dalia',
  'Diego',
  'Elif',
  'Emeka',
  'Farah',
  'Finn',
  'Greta',
  'Hana',
  'Henrik',
  'Ines',
  'Ivo',
  'Jonas',
  'Kavya',
  'Kofi',
  'Lena',
  'Liam',
  'Mara',
  'Mateo',
  'Mira',
  'Nadia',
  'Nils',
  'Noor',
  'Oskar',
  'Paula',
  'Priya',
  'Quentin',
  'Rafael',
  'Rosa',
  'Samir',
  'Sofia',
  'Tariq',
  'Thea',
  'Tomas',
  'Uma',
  'Valentina',
  'Victor',
  'Wanda',
  'Yara',
  'Yusuf',
  'Zeynep',
  'Zoe',
] as const;

export const LAST_NAMES = [
  'Abreu',
  'Adeyemi',
  'Almeida',
  'Bauer',
  'Becker',
  'Castillo',
  'Chaudhary',
  'Costa',
  'Dahl',
  'Demir',
  'Dubois',
  'Eriksen',
  'Ferrari',
  'Fischer',
  'Fonseca',
  'Garcia',
  'Haddad',
  'Hansen',
  'Hoffmann',
  'Ibrahim',
  'Ito',
  'Jansen',
  'Kaya',
  'Keller',
  'Kowalski',
  'Lambert',
  'Larsen',
  'Lindqvist',
  'Marin',
  'Mensah',
  'Meyer',
  'Moreau',
  'Nakamura',
  'Novak',
  'Okafor',
  'Olsen',
  'Ortega',
  'Petrov',
  'Quist',
  'Rahman',
  'Ricci',
  'Rossi',
  'Santos',
  'Schmidt',
  'Silva',
  'Tanaka',
  'Vargas',
  'Virtanen',
  'Weber',
  'Yilmaz',
] as const;

const COMPANY_STEMS = [
  'Alder',
  'Amberline',
  'Bluefern',
  'Brightwater',
  'Calder',
  'Cedarhill',
  'Copperfield',
  'Driftwood',
  'Eastgate',
  'Elmridge',
  'Fairmont',
  'Foxglove',
  'Glenrock',
  'Greywell',
  'Harbourlight',
  'Hollybrook',
  'Ironvale',
  'Juniper',
  'Kestrel',
  'Larkspur',
  'Lindenhof',
  'Marlowe',
  'Millstone',
  'Northwick',
  'Oakhaven',
  'Pinecrest',
  'Quarrybank',
  'Redcliff',
  'Rosewell',
  'Saltmarsh',
  'Silverbirch',
  'Stonebridge',
  'Thornbury',
  'Underhill',
  'Valemont',
  'Westbrook',
  'Willowmere',
  'Wrenfield',
  'Yarrow',
  'Zephyr',
] as const;

const COMPANY_TRADES = [
  ['Foods', 'Food & Beverage'],
  ['Logistics', 'Transportation'],
  ['Clinics', 'Healthcare'],
  ['Energy', 'Energy'],
  ['Textiles', 'Apparel'],
  ['Robotics', 'Machinery'],
  ['Insurance', 'Insurance'],
  ['Hotels', 'Hospitality'],
  ['Instruments', 'Electronics'],
  ['Builders', 'Construction'],
  ['Labs', 'Biotechnology'],
  ['Press', 'Media'],
] as const;

/** The nth company, counted from 0: each another name, with a number behind it once the words run out. */
export function company(n: number): { name: string; industry: string } {
  const stem = n % COMPANY_STEMS.length;
  const lap = Math.floor(n / COMPANY_STEMS.length);
  const [trade, industry] = COMPANY_TRADES[(stem * 5 + lap) % COMPANY_TRADES.length] ?? COMPANY_TRADES[0];
  const round = Math.floor(lap / COMPANY_TRADES.length);
  return { name: `${COMPANY_STEMS[stem]} ${trade}${round === 0 ? '' : ` ${round + 1}`}`, industry };
}

export const CONTACT_TITLES = [
  'Head of Operations',
  'Purchasing Manager',
  'Chief Financial Officer',
  'IT Director',
  'Managing Director',
  'Quality Manager',
  'Plant Manager',
  'Head of Procurement',
] as const;

export const DEALS = [
  'Service contract',
  'Pilot line',
  'Framework agreement',
  'Fleet renewal',
  'Site expansion',
  'Maintenance plan',
  'Training package',
  'Data platform',
  'Spare parts supply',
  'Second location',
  'Replacement programme',
  'Upgrade',
] as const;

/** What a meeting is about, as its deal goes on. */
export type Phase = 'discovery' | 'solution' | 'close';

/** What to leave with, and what to speak of, in the order in which one would. */
export const AGENDAS: Readonly<Record<Phase, { aims: readonly string[]; points: readonly string[] }>> = {
  discovery: {
    aims: [
      'a date for the site visit',
      'the names of all who decide',
      'the figures that we need for an estimate',
      'their three main concerns, in their order',
      'a meeting with their engineers',
    ],
    points: [
      'Their goals for the year',
      'How they work today, and what it costs them',
      'What they have tried before',
      'What must be better in a year',
      'Who decides, and who else has a say',
    ],
  },
  solution: {
    aims: [
      'which of the two options they prefer',
      'a pilot with a date',
      'what the final offer must contain',
      'an hour with their finance lead',
      'a visit to a customer who has it in use',
    ],
    points: [
      'What we have understood so far',
      'The two options, side by side',
      'How the first three months would run',
      'Cost, savings, and when it pays off',
      'What still speaks against it',
    ],
  },
  close: {
    aims: [
      'the order, or what is missing for it',
      'a signature before the end of the month',
      'a date for the start',
      'a yes to the terms',
      'the date on which their board decides',
    ],
    points: [
      'What has changed since the offer',
      'Their open questions, one by one',
      'Terms and delivery dates',
      'Who signs, and by when',
      'Start date and first steps',
    ],
  },
};

/** What a salesperson adds who asks the manager to help in this way. */
export const ASK_NOTES: Readonly<Record<Help, readonly string[]>> = {
  Climate: [
    'They are reserved. A word on how you came into this trade would help.',
    'You know their director: greet them first, then over to me.',
    'Keep it light at the start, they come straight from an audit.',
    'Their plant manager is new. Let them feel that we take our time.',
    'A few words on our work in the region, before I begin.',
  ],
  Questions: [
    'Ask about their budget year. They tell you more than they tell me.',
    'If I pass over something, ask once more.',
    'One question on their plans for the second site, please.',
    'Their purchasing is quiet. Draw them in with a question or two.',
    'You see what I do not ask. Note it, and ask before I sum up.',
  ],
  Presenting: [
    'The service concept, five minutes, after my summary.',
    'Please show how we run the first hundred days.',
    'The reference from their own trade: you were there.',
    'Two slides on who stands behind it on our side.',
    'How others of their size went about it, in three minutes.',
  ],
  Objections: [
    'If the price comes up: why we would rather change the scope.',
    'Delivery dates: you know what we can promise.',
    'If they name the competitor, please leave the first answer to me.',
    'Their doubts about the changeover: tell how the last one went.',
    'If they ask for longer terms of payment: what is possible, and what is not.',
  ],
};

export const NEXT_STEPS = [
  'Send the revised offer',
  'Site visit with their engineer',
  'Call with the finance lead',
  'Draft the pilot plan',
  'Reference call with a customer',
  'Workshop on requirements',
  'Send the terms to their legal team',
] as const;

export const FOLLOW_UP_SUBJECTS = [
  'Asks for the revised offer',
  'Question on delivery dates',
  'Wants to move the site visit',
  'Question on the terms',
  'Sends the list of requirements',
  'Asks who attends the next meeting',
  'Feedback from their board',
  'Price question',
  'Asks for a reference',
] as const;

export const COACHING_FOCUS = [
  'Opening with the agenda',
  'Moving from questions to the solution',
  'Asking for the business',
  'Staying with silence',
  'Agreeing on a dated next step',
  'Using me as a resource',
  'Handling price objections',
] as const;

export const COACHING_NOTES = [
  'We agreed to rehearse the opening before the next call.',
  'The questions were strong; the ask came late. Next time: ask before the hour is over.',
  'I spoke too soon after the price question. I will wait for a sign next time.',
  'A clear agenda kept us on time. Keep doing that.',
  'Let the customer finish; the pause did the work.',
] as const;

export const REP_REPLIES = [
  'Agreed. I will confirm the agenda the day before.',
  'I saw the ask differently: I was about to get there.',
  'Thanks, the rehearsal helped.',
  'I would like to try the close alone next time.',
  'Understood; let us settle a sign for when I want help.',
] as const;
