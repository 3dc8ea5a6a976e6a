// Preloaded into the services under test (NODE_OPTIONS=--require): ends a service with kill -9 at one exact point, when
// the test has set the trap `<service>.<point>` in the folder TRAPS. The product itself knows nothing of it.
const { existsSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const service = /apps[\\/](\w+)[\\/]dist[\\/]main\.js$/.exec(process.argv[1] ?? '')?.[1];

const killAfter = (point, prototype, method) => {
  const original = prototype[method];
  const trap = join(process.env.TRAPS, `${service}.${point}`);
  prototype[method] = async function (...args) {
    const result = await original.apply(this, args);
    if (existsSync(trap)) {
      rmSync(trap);
      process.kill(process.pid, 'SIGKILL');
    }
    return result;
  };
};

const writers = ['intake', 'investigation', 'escalation', 'notification', 'planning'];

if (writers.includes(service)) {
  // The commit is durable; neither the HTTP answer nor the consumer's offset has been sent yet.
  killAfter('append', require('@redress/event-store').MongoEventStore.prototype, 'append');
  // Kafka has acknowledged; the relay's checkpoint has not moved yet.
  killAfter('publish', require('@redress/messaging').KafkaCommitPublisher.prototype, 'publish');
}
if (service === 'projection') {
  // The read models are written; the consumer's offset has not been sent yet.
  killAfter('apply', require('@redress/projections').ProjectionEngine.prototype, 'apply');
}
