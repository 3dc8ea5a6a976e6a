import type { Scenario } from '../scenario';

const writers = 50;
/** By each of them, in the full and in the short form. */
const commandsEach = { full: 20, short: 4 };

/** Many people work on one complaint at once. */
export const oneComplaint: Scenario = {
  id: 'F16',
  title:
    '50 writers on one complaint, 1,000 commands: what was answered is stored, it is accepted once, versions have no hole',
  short: true,
  run: async (ground) => {
    const { visitor } = ground;
    const clerk = await ground.as('clerk');
    const registered = await visitor.post<{ complaintId: string }>('/api/v1/complaints', { text: '缆车排队两小时。' });
    const { complaintId } = registered.body;
    ground.acknowledged.push(complaintId);
    const outcomes = new Map<number, number>();
    const won = new Set<string>();
    const send = async (name: string, body: object): Promise<void> => {
      const path = `/api/v1/complaints/${complaintId}/${name}`;
      const answer = await clerk.post<{ version: string }>(path, body);
      outcomes.set(answer.status, (outcomes.get(answer.status) ?? 0) + 1);
      if (answer.status < 300) won.add(answer.body.version);
    };
    await send('verify', { valid: true, note: '已电话核实。' });
    const commands = commandsEach[ground.size.name];
    const impacts = ['individual', 'group', 'public'];
    const one = async (writer: number): Promise<void> => {
      for (let nth = 0; nth < commands; nth += 1) {
        if (nth === commands / 2) await send('accept', {});
        else await send('classify', { impact: impacts[(writer + nth) % impacts.length] });
      }
    };
    await Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)));
    const commits = await ground.withStores(async (stores) =>
      (await stores.commits('intake')).filter(({ streamId }) => streamId === `complaint-${complaintId}`),
    );
    for (const [status, count] of outcomes) ground.figure(`answers ${status}`, count);
    const accepted = commits.filter(({ types }) => types.includes('ComplaintAccepted')).length;
    if (accepted !== 1) throw new Error(`the complaint was accepted ${accepted} times`);
    const stored = new Set(commits.map(({ streamId, version }) => `${streamId}@${version}`));
    const lost = [...won].filter((version) => !stored.has(version));
    if (lost.length > 0) throw new Error(`answered and not stored: ${lost.join(', ')}`);
    const strange = [...outcomes.keys()].filter((status) => status >= 300 && status !== 409);
    if (strange.length > 0) throw new Error(`answers ${strange.join(', ')} where only 2xx and 409 belong`);
    await ground.kept();
  },
};
