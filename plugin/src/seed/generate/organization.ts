import { addDays, workdayFrom, type Day } from './calendar.ts';
import type { Account, Contact, Deal, Key, Opportunity, Organization, Person, Role } from './model.ts';
import { randomStream, type Random } from './random.ts';
import { company, CONTACT_TITLES, DEALS, FIRST_NAMES, LAST_NAMES } from './words.ts';

export interface OrganizationOptions {
  seed: number;
  asOf: Day;
  /** At least 2, so that there are two teams. */
  reps: number;
  opportunities: number;
  /** Where all of them work, such as `Europe/Berlin`. */
  timeZone: string;
}

const REPS_A_TEAM = 4;
const TEAM_NAMES = ['North', 'Centre', 'South', 'East', 'West', 'Coast'];
const OPEN_STAGES = [
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Proposal/Price Quote',
  'Negotiation/Review',
];

/** Days before today within which deals begin: a bit more than the year of calls. */
const DEALS_BEGIN = 400;

/**
 * A sales organisation: a director, a manager for each team of about four, their reps, and the reps' accounts, contacts and
 * opportunities, begun through the last thirteen months. Stages are those every new org has.
 */
export function generateOrganization(options: OrganizationOptions): Organization {
  const { roles, people } = generatePeople(options);
  const reps = people.filter(({ does }) => does === 'rep');
  const director = people.find(({ does }) => does === 'director')?.key;

  const accounts: Account[] = [];
  const contacts: Contact[] = [];
  const opportunities: Opportunity[] = [];
  const deals: Deal[] = [];
  const latest = new Map<Key, { account: Account; contacts: Key[] }>();
  for (let n = 0; n < options.opportunities; n++) {
    const random = randomStream(options.seed, 'opportunity', n);
    const rep = reps[n % reps.length] as Person;
    // Every third opportunity is a further one of the account that the same rep got last.
    let customer = random.chance(0.33) ? latest.get(rep.key) : undefined;
    if (customer === undefined) {
      const account = generateAccount(options.seed, accounts.length, rep.key);
      const people = generateContacts(options.seed, accounts.length, account);
      customer = { account, contacts: people.map(({ key }) => key) };
      accounts.push(account);
      contacts.push(...people);
      latest.set(rep.key, customer);
    }
    const begins = addDays(options.asOf, -random.between(5, DEALS_BEGIN));
    const opportunity = generateOpportunity(random, n, customer.account, rep.key, begins, options.asOf);
    opportunities.push(opportunity.row);
    deals.push({
      key: opportunity.row.key,
      rep: rep.key,
      manager: rep.ManagerId as Key,
      ...(director === undefined ? {} : { director }),
      contacts: customer.contacts,
      from: begins,
      to: opportunity.lastCall,
      stageAt: opportunity.stageAt,
      amount: opportunity.row.Amount,
      timeZone: options.timeZone,
    });
  }
  return { roles, people, accounts, contacts, opportunities, deals };
}

function generatePeople({ seed, reps }: OrganizationOptions): { roles: Role[]; people: Person[] } {
  const random = randomStream(seed, 'people');
  const firstNames = random.shuffled(FIRST_NAMES);
  const lastNames = random.shuffled(LAST_NAMES);
  const person = (n: number, does: Person['does'], role: Key, manager?: Key): Person => ({
    key: `${does}${n}`,
    does,
    FirstName: firstNames[n % firstNames.length] as string,
    // Moves on by one after each lap of the first names, so a full name comes once in their product.
    LastName: lastNames[(n + Math.floor(n / firstNames.length)) % lastNames.length] as string,
    UserRoleId: role,
    ...(manager === undefined ? {} : { ManagerId: manager }),
  });

  const roles: Role[] = [{ key: 'sales', Name: 'Sales', DeveloperName: 'Joint_Call_Seed_Sales' }];
  const people: Person[] = [person(0, 'director', 'sales')];
  const teams = Math.max(2, Math.ceil(reps / REPS_A_TEAM));
  for (let team = 0; team < teams; team++) {
    const name = `${TEAM_NAMES[team] ?? `Team ${team + 1}`}`;
    roles.push(
      {
        key: `lead${team}`,
        Name: `${name} Lead`,
        DeveloperName: `Joint_Call_Seed_Lead_${team + 1}`,
        ParentRoleId: 'sales',
      },
      {
        key: `team${team}`,
        Name: name,
        DeveloperName: `Joint_Call_Seed_Team_${team + 1}`,
        ParentRoleId: `lead${team}`,
      },
    );
    people.push(person(people.length, 'manager', `lead${team}`, people[0]?.key));
  }
  const managers = people.filter(({ does }) => does === 'manager');
  for (let n = 0; n < reps; n++) {
    const team = n % teams;
    people.push(person(people.length, 'rep', `team${team}`, managers[team]?.key));
  }
  return { roles, people };
}

function generateAccount(seed: number, n: number, owner: Key): Account {
  // Started at a place of the seed's own, so that two seeds do not tell of the same customers.
  const { name, industry } = company(n + randomStream(seed, 'companies').between(0, 479));
  return { key: `account${n}`, Name: name, Industry: industry, OwnerId: owner };
}

function generateContacts(seed: number, n: number, account: Account): Contact[] {
  const random = randomStream(seed, 'contacts', n);
  const domain = `${account.Name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`;
  return Array.from({ length: random.between(1, 3) }, (_, index) => {
    const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
    return {
      key: `${account.key}-contact${index}`,
      AccountId: account.key,
      FirstName: firstName,
      LastName: lastName,
      Title: random.pick(CONTACT_TITLES),
      Email: `${firstName}.${lastName}.${index + 1}@${domain}`.toLowerCase(),
      OwnerId: account.OwnerId,
    };
  });
}

function generateOpportunity(
  random: Random,
  n: number,
  account: Account,
  owner: Key,
  begins: Day,
  asOf: Day,
): { row: Opportunity; lastCall: Day; stageAt: (progress: number) => string } {
  const closes = workdayFrom(addDays(begins, random.between(35, 170)));
  const won = random.chance(0.55);
  const closed = closes < asOf;
  const reached = random.between(1, OPEN_STAGES.length - 1);
  const last = closed ? OPEN_STAGES.length - 1 : reached;
  const stageAt = (progress: number): string =>
    OPEN_STAGES[Math.min(last, Math.floor(progress * (last + 1)))] as string;
  return {
    row: {
      key: `opportunity${n}`,
      AccountId: account.key,
      OwnerId: owner,
      Name: `${account.Name}: ${random.pick(DEALS)} ${n + 1}`,
      StageName: closed ? (won ? 'Closed Won' : 'Closed Lost') : stageAt(1),
      // Many small, few large: round thousands from 4 to about 400.
      Amount: Math.round(4 * Math.exp(random.next() * 4.6)) * 1000,
      CloseDate: closes,
    },
    // An open deal may have calls planned in the four weeks ahead.
    lastCall: closed ? closes : addDays(asOf, 28) < closes ? addDays(asOf, 28) : closes,
    stageAt,
  };
}
