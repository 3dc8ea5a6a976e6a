import { get, type IncomingMessage } from 'node:http';
import { createParser } from 'eventsource-parser';
import { Http } from '../load/http';
import type { Stack } from '../services/stack';
import { Arrivals, type Pipeline } from './pipeline';

const texts = ['检票口排队太久，没有人疏导。', '餐厅的饭菜不新鲜。', '讲解员态度很差。', '停车场收费与公示不符。'];

/** Connections of the senders together. */
const connections = 64;

/** The event stream of the site, as a console follows it. */
const openEvents = async (stack: Stack, onComplaint: (complaintId: string) => void): Promise<IncomingMessage> => {
  const authorization = `Bearer ${await stack.signIn('clerk')}`;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = get(`${stack.url('gateway')}/api/v1/events/stream`, { headers: { authorization } }, resolve);
    call.on('error', reject);
  });
  if (response.statusCode !== 200) throw new Error(`the event stream answered ${response.statusCode}`);
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === 'reset') throw new Error('the event stream lost changes');
      if (event === 'complaint') onComplaint((JSON.parse(data) as { complaintId: string }).complaintId);
    },
  });
  response.setEncoding('utf8').on('data', (text: string) => parser.feed(text));
  return response;
};

/** POST at the gateway → seen on the event stream, through all seven processes. */
export const followProduct = async (stack: Stack): Promise<Pipeline> => {
  const arrivals = new Arrivals();
  const http = new Http(connections);
  const events = await openEvents(stack, (complaintId) => arrivals.saw([complaintId]));
  let next = 0;
  return {
    arrivals,
    send: async () => {
      const text = texts[next++ % texts.length] ?? '';
      const { body } = await http.post(`${stack.url('gateway')}/api/v1/complaints`, { text });
      return (JSON.parse(body) as { complaintId: string }).complaintId;
    },
    stop: () => {
      events.destroy();
      http.close();
      return Promise.resolve();
    },
  };
};
