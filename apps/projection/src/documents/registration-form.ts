import { deadlineKinds } from '@redress/contracts';
import type { Content } from '../pdf/page-description';
import type { PrintedDocument } from '../pdf/pdf-renderer';
import { representativesOf, type CaseFile, type Contact } from './case-file';
import { documentOf, fields, note, part, signatures, type Field, type Printing } from './layout';
import type { Phrases } from './phrases';

/** What a form or report is printed with, beside the complaint itself. */
export type Occasion = Pick<Printing, 'printedAt' | 'printedBy'>;

const isAnonymous = (contact: Contact): boolean => !contact.name && !contact.phone && !contact.email;

const complainantRows = ({ complaint: { registration } }: CaseFile, phrases: Phrases): Field[][] => {
  const { labels, values, partyKinds } = phrases.words;
  const { complainant, partyKind, petition, joint, outside } = registration;
  const shown = (value: string | undefined): string => phrases.sealed(complainant === null ? null : value);
  const name = complainant && isAnonymous(complainant) ? values.anonymous : shown(complainant?.name);
  return [
    [
      [labels.name, name],
      [labels.phone, shown(complainant?.phone)],
    ],
    [
      [labels.email, shown(complainant?.email)],
      [labels.partyKind, phrases.name(partyKinds, partyKind ?? 'visitor')],
    ],
    [
      [labels.petition, phrases.yes(petition === true)],
      [labels.replyBy, phrases.time(outside?.replyBy)],
    ],
    ...(outside ? [[[labels.outside, phrases.say(labels.outsideOf, { ...outside })]] satisfies Field[]] : []),
    ...(joint ? [[[labels.joint, jointly(joint, phrases)]] satisfies Field[]] : []),
  ];
};

type Joint = NonNullable<CaseFile['complaint']['registration']['joint']>;

const jointly = ({ complainants, representatives }: Joint, phrases: Phrases): string => {
  const people = representativesOf(representatives)?.map(({ name, phone, email }) =>
    [name, phone, email].filter((one) => one !== undefined).join(' '),
  );
  const names = people ? people.join('；') : phrases.sealed(null);
  return phrases.say(phrases.words.labels.jointOf, { count: complainants, names });
};

/** Who is complained against: staff and departments by code, others in words. */
export const respondentsOf = ({ case: { respondents = [] } }: CaseFile, phrases: Phrases): string => {
  const named = respondents.map(({ staffId, department, description }) =>
    [department, staffId, ...(description === undefined ? [] : [phrases.sealed(description)])]
      .filter((one) => one !== undefined)
      .join(' '),
  );
  return phrases.plain(named.join('；'));
};

const factsOf = ({ complaint }: CaseFile, phrases: Phrases): string => {
  const facts = complaint.classification?.facts ?? complaint.registration.facts;
  const stated = Object.entries(phrases.words.facts).flatMap(([fact, said]) => {
    const count = facts[fact as keyof typeof facts];
    return count === undefined || count === 0 ? [] : [phrases.say(said, { count })];
  });
  return phrases.plain(stated.join('；'));
};

const matterRows = (file: CaseFile, phrases: Phrases): Field[][] => {
  const { labels } = phrases.words;
  const { occurredAt, place, narrative, need } = file.complaint.registration;
  return [
    [
      [labels.occurredAt, phrases.time(occurredAt)],
      [labels.place, phrases.plain(place)],
    ],
    [[labels.respondent, respondentsOf(file, phrases)]],
    [[labels.narrative, phrases.sealed(narrative)]],
    [[labels.need, phrases.sealed(need)]],
    [[labels.facts, factsOf(file, phrases)]],
  ];
};

const reasonOf = ({ complaint: { classification } }: CaseFile, phrases: Phrases): string => {
  if (!classification) return phrases.plain(undefined);
  const { because, ruleId, decidedBy, classifiedBy, overrideReason } = classification;
  const { reasonOf: byRule, decidedByPerson } = phrases.words.labels;
  const reason = phrases.local(because);
  const grounds = ruleId === undefined ? reason : phrases.say(byRule, { reason, rule: ruleId });
  if (decidedBy === 'rule') return grounds;
  const changed = { who: phrases.who(classifiedBy), reason: phrases.sealed(overrideReason) };
  return `${grounds}\n${phrases.say(decidedByPerson, changed)}`;
};

/** What is promised: at registration the acceptance, later every stage that has begun. */
const promisesOf = ({ complaint: { registration }, watch }: CaseFile, phrases: Phrases): string => {
  const { labels, stages } = phrases.words;
  const dueOf = (kind: (typeof deadlineKinds)[number]): string | undefined =>
    watch?.deadlines[kind]?.dueAt ?? (kind === 'acceptance' ? registration.acceptBy : undefined);
  return deadlineKinds
    .flatMap((kind) => {
      const due = dueOf(kind);
      const stage = phrases.name(stages, kind);
      return due === undefined ? [] : [phrases.say(labels.promisedOf, { stage, by: phrases.time(due) })];
    })
    .join('\n');
};

/** How the complaint is graded, and why; what forms and reports have in common. */
export const gradingRows = (file: CaseFile, phrases: Phrases): Field[][] => {
  const { labels, levels, impacts, values } = phrases.words;
  const { category, level, severity, impact, priority } = file.item;
  const grade = severity === undefined ? values.none : phrases.say(values.severityOf, { severity });
  return [
    [
      [labels.category, phrases.category(category)],
      [labels.level, phrases.name(levels, level)],
    ],
    [
      [labels.severity, grade],
      [labels.impact, phrases.name(impacts, impact)],
    ],
    [
      [labels.priority, phrases.plain(priority)],
      [labels.planRef, file.complaint.registration.planRef],
    ],
    [[labels.reason, reasonOf(file, phrases)]],
    [[labels.promised, promisesOf(file, phrases)]],
  ];
};

const receiptRows = ({ item, complaint: { registration } }: CaseFile, phrases: Phrases): Field[][] => {
  const { labels, channels } = phrases.words;
  const { registeredAt, receivedAt, channel, receivingPoint, receivedBy, registeredBy } = registration;
  return [
    [
      [labels.complaintNo, item.complaintNo],
      [labels.registeredAt, phrases.time(registeredAt)],
    ],
    [
      [labels.channel, phrases.name(channels, channel)],
      [labels.receivedAt, phrases.time(receivedAt)],
    ],
    [
      [labels.receivingPoint, phrases.plain(receivingPoint)],
      [labels.receivedBy, phrases.who(receivedBy ?? registeredBy)],
    ],
  ];
};

/** What a reader must know of the personal data in a document, or of what is missing. */
export const privacyNotes = ({ personalData }: CaseFile, { words: { notes } }: Phrases): Content[] => {
  if (personalData === 'erased') return [note(notes.erased)];
  return [note(personalData === 'hidden' ? notes.hidden : notes.secret)];
};

/** The registration form of a complaint as its reader may see it. */
export const registrationForm = (file: CaseFile, phrases: Phrases, occasion: Occasion): PrintedDocument => {
  const { form, labels, statuses } = phrases.words;
  const { item } = file;
  return documentOf({ ...occasion, title: form.title, number: item.complaintNo, siteId: item.siteId }, phrases, [
    fields(...receiptRows(file, phrases)),
    part(form.complainant),
    fields(...complainantRows(file, phrases)),
    part(form.matter),
    fields(...matterRows(file, phrases)),
    part(form.grading),
    fields(...gradingRows(file, phrases), [
      [labels.status, phrases.name(statuses, item.status)],
      [labels.handler, phrases.plain(item.handlerId)],
    ]),
    ...privacyNotes(file, phrases),
    signatures(form.signatures, phrases),
  ]);
};
