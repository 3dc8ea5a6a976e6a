import { randomUUID } from 'node:crypto';
import type { PublishedCommit, VersionedEvent } from '@redress/kernel';
import { seal } from '@redress/personal-data';
import {
  internalSecret,
  InvestigationUnderTest,
  type Answer,
  type Staff,
  type Surroundings,
} from './investigation-under-test';
import { Outside } from './outside';
import { acceptedComplaint, type SampleComplaint } from './sample-complaint';
import { startVault, type VaultServer } from './vault-server';

export const lead: Staff = { id: 'zhang', roles: ['teamLead'] };
export const handler: Staff = { id: 'li', roles: ['handler'] };

/** How a problem of this code begins. */
export const problem = (code: string) => ({ type: `urn:redress:problem:${code}` });

/** A case that intake's message opened. */
export interface OpenedCase {
  readonly id: string;
  readonly personId: string;
  /** What intake said of the complaint. */
  readonly commits: readonly PublishedCommit[];
}

/** What is special about a complaint, and who made it. */
type SampleCase = Omit<SampleComplaint, 'complaintId' | 'personId' | 'complainant'> & { readonly contact?: object };

/** Tries until a check holds. */
type Eventually = <T>(check: () => Promise<T>) => Promise<T>;

const planPublished = (document: object): VersionedEvent => ({
  type: 'PlanPublished',
  schemaVersion: 1,
  data: {
    planId: 'sample',
    planVersion: 1,
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    publishedAt: '2026-01-01T00:00:00.000Z',
    publishedBy: 'staff:zhao',
    calendarRef: 'china-2026.1',
    document,
  },
});

/** Investigation on services of its own, with a vault and a plan in force: where cases are handled. */
export class CaseWorld {
  private constructor(
    readonly outside: Outside,
    readonly vault: VaultServer,
    readonly investigation: InvestigationUnderTest,
    private readonly eventually: Eventually,
  ) {}

  static async start(
    surroundings: Omit<Surroundings, 'intakeUrl'>,
    document: object,
    eventually: Eventually,
  ): Promise<CaseWorld> {
    const outside = new Outside(surroundings);
    await outside.createTopics();
    const vault = await startVault(surroundings.mongoUri, `${surroundings.name}_vault`, internalSecret);
    const investigation = await InvestigationUnderTest.start({ ...surroundings, intakeUrl: vault.url });
    const place = { context: 'planning', streamId: `plan-${randomUUID()}`, subject: 'sample', version: 1 } as const;
    await outside.publish(outside.commit(place, planPublished(document)));
    return new CaseWorld(outside, vault, investigation, eventually);
  }

  async stop(): Promise<void> {
    await this.investigation.stop();
    await this.vault.stop();
    await this.outside.clear();
  }

  send(
    staff: Staff | undefined,
    id: string,
    command: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    return this.investigation.command(staff, id, command, body, headers);
  }

  /** A command that is to be done. */
  async done(staff: Staff, id: string, command: string, body?: object): Promise<Answer['body']> {
    const answer = await this.send(staff, id, command, body);
    expect([command, answer.status, answer.body]).toEqual([command, 200, expect.anything()]);
    return answer.body;
  }

  /** What was published of a case, event by event. */
  async events(id: string): Promise<VersionedEvent[]> {
    return (await this.outside.published(id)).flatMap(({ events }) => [...events]);
  }

  /** The latest events of a case, once they are of these types. */
  latest(id: string, ...types: string[]): Promise<VersionedEvent[]> {
    return this.eventually(async () => {
      const events = (await this.events(id)).slice(-types.length);
      expect(events.map(({ type }) => type)).toEqual(types);
      return events;
    });
  }

  /** A complaint that intake accepted, and whose case is open. */
  async openCase({ contact = {}, ...sample }: SampleCase = {}): Promise<OpenedCase> {
    const [id, personId] = [randomUUID(), randomUUID()];
    const key = await this.vault.vault.keyOf(personId, { createFor: 'main' });
    const complainant = seal(key, contact);
    const commits = acceptedComplaint(this.outside, { complaintId: id, personId, complainant, ...sample });
    await this.outside.publish(...commits);
    await this.latest(id, 'CaseOpened');
    return { id, personId, commits };
  }

  /** … and whose investigation came to a finding. */
  async investigated(sample: Parameters<CaseWorld['openCase']>[0] = {}): Promise<OpenedCase> {
    const opened = await this.openCase(sample);
    const { id } = opened;
    await this.done(lead, id, 'assign', { handlerId: 'li' });
    await this.done(handler, id, 'start-investigation');
    for (const party of ['complainant', 'respondent'])
      await this.done(handler, id, 'record-act', { method: 'phone', party, obtained: true, findings: '王小明确认' });
    const report = '经询问王小明及当班人员，情况属实';
    await this.done(handler, id, 'complete-investigation', { substantiated: true, rootCause: 'attitude', report });
    return opened;
  }
}
