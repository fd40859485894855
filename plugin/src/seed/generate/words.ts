/** Invented names and short texts of everyday selling. */

export const FIRST_NAMES = [
  'Ada', 'Amara', 'Anders', 'Beatriz', 'Bruno', 'Camille', 'Chen', 'Dalia', 'Diego', 'Elif', 'Emeka', 'Farah', 'Finn',
  'Greta', 'Hana', 'Henrik', 'Ines', 'Ivo', 'Jonas', 'Kavya', 'Kofi', 'Lena', 'Liam', 'Mara', 'Mateo', 'Mira', 'Nadia',
  'Nils', 'Noor', 'Oskar', 'Paula', 'Priya', 'Quentin', 'Rafael', 'Rosa', 'Samir', 'Sofia', 'Tariq', 'Thea', 'Tomas',
  'Uma', 'Valentina', 'Victor', 'Wanda', 'Yara', 'Yusuf', 'Zeynep', 'Zoe',
] as const;

export const LAST_NAMES = [
  'Abreu', 'Adeyemi', 'Almeida', 'Bauer', 'Becker', 'Castillo', 'Chaudhary', 'Costa', 'Dahl', 'Demir', 'Dubois', 'Eriksen',
  'Ferrari', 'Fischer', 'Fonseca', 'Garcia', 'Haddad', 'Hansen', 'Hoffmann', 'Ibrahim', 'Ito', 'Jansen', 'Kaya', 'Keller',
  'Kowalski', 'Lambert', 'Larsen', 'Lindqvist', 'Marin', 'Mensah', 'Meyer', 'Moreau', 'Nakamura', 'Novak', 'Okafor',
  'Olsen', 'Ortega', 'Petrov', 'Quist', 'Rahman', 'Ricci', 'Rossi', 'Santos', 'Schmidt', 'Silva', 'Tanaka', 'Vargas',
  'Virtanen', 'Weber', 'Yilmaz',
] as const;

const COMPANY_STEMS = [
  'Alder', 'Amberline', 'Bluefern', 'Brightwater', 'Calder', 'Cedarhill', 'Copperfield', 'Driftwood', 'Eastgate',
  'Elmridge', 'Fairmont', 'Foxglove', 'Glenrock', 'Greywell', 'Harbourlight', 'Hollybrook', 'Ironvale', 'Juniper',
  'Kestrel', 'Larkspur', 'Lindenhof', 'Marlowe', 'Millstone', 'Northwick', 'Oakhaven', 'Pinecrest', 'Quarrybank',
  'Redcliff', 'Rosewell', 'Saltmarsh', 'Silverbirch', 'Stonebridge', 'Thornbury', 'Underhill', 'Valemont', 'Westbrook',
  'Willowmere', 'Wrenfield', 'Yarrow', 'Zephyr',
] as const;

const COMPANY_TRADES = [
  ['Foods', 'Food & Beverage'], ['Logistics', 'Transportation'], ['Clinics', 'Healthcare'], ['Energy', 'Energy'],
  ['Textiles', 'Apparel'], ['Robotics', 'Machinery'], ['Insurance', 'Insurance'], ['Hotels', 'Hospitality'],
  ['Instruments', 'Electronics'], ['Builders', 'Construction'], ['Labs', 'Biotechnology'], ['Press', 'Media'],
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
  'Head of Operations', 'Purchasing Manager', 'Chief Financial Officer', 'IT Director', 'Managing Director',
  'Quality Manager', 'Plant Manager', 'Head of Procurement',
] as const;

export const DEALS = [
  'Service contract', 'Pilot line', 'Framework agreement', 'Fleet renewal', 'Site expansion', 'Maintenance plan',
  'Training package', 'Data platform', 'Spare parts supply', 'Second location', 'Replacement programme', 'Upgrade',
] as const;

export const AGENDAS = [
  'Where they stand, what it costs them, what a first step could be.',
  'Findings of the site visit; the two options; who decides and by when.',
  'Open questions on the offer; terms; start date.',
  'Their goals for the year; how the pilot fits; next steps.',
  'Review of the pilot; numbers; the decision.',
] as const;

export const NEXT_STEPS = [
  'Send the revised offer', 'Site visit with their engineer', 'Call with the finance lead', 'Draft the pilot plan',
  'Reference call with a customer', 'Workshop on requirements', 'Send the terms to their legal team',
] as const;

export const FOLLOW_UP_SUBJECTS = [
  'Asks for the revised offer', 'Question on delivery dates', 'Wants to move the site visit', 'Question on the terms',
  'Sends the list of requirements', 'Asks who attends the next meeting', 'Feedback from their board', 'Price question',
  'Asks for a reference',
] as const;

export const COACHING_FOCUS = [
  'Opening with the agenda', 'Moving from questions to the solution', 'Asking for the business', 'Staying with silence',
  'Agreeing on a dated next step', 'Using me as a resource', 'Handling price objections',
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
