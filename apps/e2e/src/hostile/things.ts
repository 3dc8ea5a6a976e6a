import { Client } from '../client';
import type { Stack } from '../stack';
import type { Operation } from './operations';

interface Registered {
  readonly complaintId: string;
  readonly complaintNo: string;
  readonly trackingToken: string;
  readonly version: string;
}

interface Detail {
  readonly openEscalations?: readonly { readonly escalationId: string }[];
  readonly complaint?: { readonly registration: { readonly personId: string } };
}

/** One of each thing of the site that has an id, so that requests can name what exists. */
export class Things {
  private constructor(
    readonly complaint: Registered,
    readonly personId: string,
    readonly escalationId: string,
    readonly dutyId: string,
    readonly suggestionId: string,
  ) {}

  /** Registers a grave complaint and waits until its escalation is read. */
  static async make(stack: Stack, director: Client): Promise<Things> {
    const visitor = new Client(() => stack.gateway);
    const body = { text: '观景台护栏断裂，有人坠落身亡。', facts: { deaths: 3 }, contact: { name: '钱七' } };
    const { body: complaint } = await visitor.post<Registered>('/api/v1/complaints', body);
    const read = () => director.get<Detail>(`/api/v1/complaints/${complaint.complaintId}`);
    await stack.until('the grave complaint is escalated', async () =>
      Boolean((await read()).body.openEscalations?.length),
    );
    const { openEscalations, complaint: said } = (await read()).body;
    const duties = await director.get<{ items: { id: string }[] }>('/api/v1/roster/on-duty');
    const ids = [said?.registration.personId, openEscalations?.[0]?.escalationId, duties.body.items[0]?.id];
    const [personId, escalationId, dutyId] = ids;
    if (!personId || !escalationId || !dutyId) throw new Error(`a thing is missing: ${JSON.stringify(ids)}`);
    const suggested = await visitor.post<{ suggestionId: string }>('/api/v1/suggestions', { text: '建议增设饮水点。' });
    return new Things(complaint, personId, escalationId, dutyId, suggested.body.suggestionId);
  }

  /** The values of an operation's path parameters that name this site's things. */
  pathOf({ path }: Operation): string {
    return path
      .replace('/persons/{id}', `/persons/${this.personId}`)
      .replace('/escalations/{id}', `/escalations/${this.escalationId}`)
      .replace('/suggestions/{id}', `/suggestions/${this.suggestionId}`)
      .replace('/duties/{id}', `/duties/${this.dutyId}`)
      .replace('/complaints/{id}', `/complaints/${this.complaint.complaintId}`)
      .replace('{evidenceId}', '00000000-0000-4000-8000-000000000000')
      .replace('{number}', this.complaint.complaintNo)
      .replace('{planId}/versions/{version}', 'complaint-emergency/versions/1');
  }

  /** Every id that must not be seen by another site. */
  get ids(): readonly string[] {
    const { complaint, escalationId, dutyId, personId, suggestionId } = this;
    return [complaint.complaintId, complaint.complaintNo, escalationId, dutyId, personId, suggestionId];
  }
}
