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
  readonly notifications?: readonly { readonly streamId: string }[];
  readonly openEscalations?: readonly { readonly escalationId: string }[];
  readonly complaint?: { readonly registration: { readonly personId: string } };
}

/** The ids of one of each. */
interface Ids {
  readonly personId: string;
  readonly escalationId: string;
  readonly dutyId: string;
  readonly suggestionId: string;
  readonly deliveryId: string;
}

/** @throws Error that names what is missing */
const allOf = (ids: { readonly [K in keyof Ids]: string | undefined }): Ids => {
  if (Object.values(ids).some((id) => id === undefined)) throw new Error(`a thing is missing: ${JSON.stringify(ids)}`);
  return ids as Ids;
};

/** One of each thing of the site that has an id, so that requests can name what exists. */
export class Things {
  private constructor(
    readonly complaint: Registered,
    private readonly known: Ids,
  ) {}

  /** Registers a grave complaint and waits until its escalation is read, and that somebody was told. */
  static async make(stack: Stack, director: Client): Promise<Things> {
    const visitor = new Client(() => stack.gateway);
    const body = { text: '观景台护栏断裂，有人坠落身亡。', facts: { deaths: 3 }, contact: { name: '钱七' } };
    const { body: complaint } = await visitor.post<Registered>('/api/v1/complaints', body);
    const read = async () => (await director.get<Detail>(`/api/v1/complaints/${complaint.complaintId}`)).body;
    await stack.until('the grave complaint is escalated and told', async () => {
      const { openEscalations = [], notifications = [] } = await read();
      return openEscalations.length > 0 && notifications.length > 0;
    });
    const { openEscalations, notifications, complaint: said } = await read();
    const duties = await director.get<{ items: { id: string }[] }>('/api/v1/roster/on-duty');
    const suggested = await visitor.post<{ suggestionId: string }>('/api/v1/suggestions', { text: '建议增设饮水点。' });
    const known = allOf({
      personId: said?.registration.personId,
      escalationId: openEscalations?.[0]?.escalationId,
      dutyId: duties.body.items[0]?.id,
      suggestionId: suggested.body.suggestionId,
      deliveryId: notifications?.[0]?.streamId.replace(/^delivery-/, ''),
    });
    return new Things(complaint, known);
  }

  /** The values of an operation's path parameters that name this site's things. */
  pathOf({ path }: Operation): string {
    return path
      .replace('/persons/{id}', `/persons/${this.known.personId}`)
      .replace('/escalations/{id}', `/escalations/${this.known.escalationId}`)
      .replace('/suggestions/{id}', `/suggestions/${this.known.suggestionId}`)
      .replace('/duties/{id}', `/duties/${this.known.dutyId}`)
      .replace('/notifications/{id}', `/notifications/${this.known.deliveryId}`)
      .replace('/complaints/{id}', `/complaints/${this.complaint.complaintId}`)
      .replace('{evidenceId}', '00000000-0000-4000-8000-000000000000')
      .replace('{name}', 'severe')
      .replace('{number}', this.complaint.complaintNo)
      .replace('{planId}/versions/{version}', 'complaint-emergency/versions/1');
  }

  /** Every id that must not be seen by another site. */
  get ids(): readonly string[] {
    const { complaintId, complaintNo } = this.complaint;
    return [complaintId, complaintNo, ...Object.values<string>({ ...this.known })];
  }
}
