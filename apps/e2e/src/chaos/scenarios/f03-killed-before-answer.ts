import { unique } from '../../random';
import type { Scenario } from '../scenario';

/** kill -9 of a service between append and answer; the visitor's browser asks again under the same key. */
export const killedBeforeAnswer: Scenario = {
  id: 'F3',
  title: 'intake is killed between append and answer: the same number for the same request',
  short: true,
  run: async (ground) => {
    const { stack, size, visitor } = ground;
    await ground.under(async () => {
      for (let kill = 0; kill < size.kills; kill += 1) await stack.killAt('intake', 'append');
    });
    // Alone, so that the kill hits this very request.
    const body = { text: '索道停运一小时，无人解释。' };
    const headers = { 'idempotency-key': `f3-${unique(ground.random)}` };
    const gone = stack.pidOf('intake');
    stack.traps.set('intake', 'append');
    const lost = await visitor.post('/api/v1/complaints', body, headers).catch(() => undefined);
    if (lost && lost.status < 500) throw new Error(`the killed service answered ${lost.status}`);
    await stack.untilBack('intake', gone);
    const first = await visitor.post<{ complaintId: string }>('/api/v1/complaints', body, headers);
    const second = await visitor.post('/api/v1/complaints', body, headers);
    if (first.status !== 201 || JSON.stringify(first.body) !== JSON.stringify(second.body)) {
      throw new Error(`asked again: ${JSON.stringify(first)} and ${JSON.stringify(second)}`);
    }
    ground.acknowledged.push(first.body.complaintId);
    await ground.kept();
  },
};
