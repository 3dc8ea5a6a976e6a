import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { parse } from 'yaml';

import { repositoryRoot } from '../artifacts/places';
import { kafkaSettings } from '../embedded/kafka-settings';

interface ComposeService {
  readonly image: string;
  readonly ports: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
  readonly profiles?: readonly string[];
  readonly mem_limit: string;
  readonly volumes: readonly string[];
}

const compose = parse(readFileSync(resolve(repositoryRoot, 'docker-compose.yml'), 'utf8')) as {
  services: Record<'kafka' | 'mongo' | 'redis', ComposeService> & { prometheus: ComposeService };
  volumes: Record<string, null>;
};

/** What concerns the node's place in its network, or only how fast it starts. */
const ownOfEmbedded =
  /^(process\.roles|node\.id|.*listener.*|controller\.quorum\.voters|log\.dirs|broker\.(session|heartbeat).*|.*\.num\.partitions|num\.(network|io)\.threads|log\.cleaner.*)$/;

describe('docker-compose.yml', () => {
  it('runs the three services on the loopback interface only, healthy before use, bounded, with their data kept', () => {
    const { prometheus, ...always } = compose.services;
    expect(Object.keys(always)).toEqual(['kafka', 'mongo', 'redis']);
    expect(prometheus.profiles).toEqual(['monitoring']);
    for (const service of Object.values(always)) {
      expect(service.ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
      expect(service.healthcheck.test.length).toBeGreaterThan(1);
      expect(service.mem_limit).toMatch(/^\d+[mg]$/);
      expect(Object.keys(compose.volumes)).toContain(service.volumes[0]?.split(':')[0]);
    }
  });

  it('runs the Kafka of the embedded start with the same settings', () => {
    const environment = compose.services.kafka.environment ?? {};
    const inCompose = (name: string): string | undefined =>
      environment[`KAFKA_${name.toUpperCase().replaceAll('.', '_')}`];
    const settings = Object.entries(kafkaSettings({ broker: 1, controller: 2 })).filter(
      ([name]) => !ownOfEmbedded.test(name),
    );
    expect(settings.length).toBeGreaterThan(8);
    expect(settings.map(([name]) => [name, inCompose(name)])).toEqual(
      settings.map(([name, value]) => [name, String(value)]),
    );
    const pom = readFileSync(resolve(repositoryRoot, 'infra/embedded/pom.xml'), 'utf8');
    expect(compose.services.kafka.image).toBe(`apache/kafka:${/<kafka.version>(.*)</.exec(pom)?.[1]}`);
  });

  it('runs the Prometheus that the rules are tested with, on the loopback interface only', () => {
    const { image, command } = compose.services.prometheus;
    const pinned = readFileSync(resolve(repositoryRoot, 'infra/prometheus/go.mod'), 'utf8');
    // A release v3.16.0 is the Go module v0.316.0.
    const [, minor, patch] = /prometheus\/prometheus v0\.3(\d\d)\.(\d+)$/m.exec(pinned) ?? [];
    expect(image).toBe(`prom/prometheus:v3.${Number(minor)}.${patch}`);
    expect(command?.find((each) => each.startsWith('--web.listen-address'))).toContain('=127.0.0.1:');
  });

  it('runs Redis as decided and mongod as a replica set', () => {
    expect(compose.services.redis.command?.join(' ')).toContain('--appendonly yes --appendfsync everysec --hz 100');
    expect(compose.services.redis.command?.join(' ')).toContain('--maxmemory-policy noeviction');
    expect(compose.services.mongo.command).toContain('--replSet=rs0');
  });
});
