import { generateKeyPairSync } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { internalToken, staffTokenAudience, staffTokenIssuer } from '@redress/platform';
import { SignJWT } from 'jose';
import { InvestigationConfig } from '../config';
import { EVIDENCE_STORE, type EvidenceStore } from '../evidence/evidence-store';
import { EvidenceSweep } from '../evidence/evidence-sweep';
import { startInvestigation } from '../start-investigation';

/** Where the backing services of a spec are, and the name nobody else uses. */
export interface Surroundings {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly name: string;
  readonly intakeUrl: string;
}

/** Signs the tokens between the services of the specs. */
export const internalSecret = 'the-internal-secret-of-the-investigation-specs-only';
const staffKeys = generateKeyPairSync('ed25519');

/** The prefix of the topics under a name. */
export const topicPrefixOf = (name: string): string => `${name.replaceAll('_', '-')}-`;

const configOf = ({ mongoUri, redisUrl, kafkaBrokers, name, intakeUrl }: Surroundings): InvestigationConfig =>
  Object.assign(new InvestigationConfig(), {
    port: 0,
    jwtPublicKey: staffKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    internalSecret,
    intakeUrl,
    planningUrl: 'http://127.0.0.1:9',
    mongodbUri: mongoUri,
    redisUrl,
    kafkaBrokers: [...kafkaBrokers],
    topicPrefix: topicPrefixOf(name),
    dbPrefix: name,
    logLevel: 'silent',
  });

/** A member of staff. */
export interface Staff {
  readonly id: string;
  readonly roles: readonly string[];
  readonly siteId?: string;
}

const tokenOf = ({ id, roles, siteId = 'main' }: Staff): Promise<string> =>
  new SignJWT({ siteId, roles, name: '李' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(id)
    .setIssuer(staffTokenIssuer)
    .setAudience(staffTokenAudience)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(staffKeys.privateKey);

/** An answer with its body. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** An investigation on a free port with a database and topics of its own. */
export class InvestigationUnderTest {
  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly url: string,
  ) {}

  static async start(
    surroundings: Surroundings,
    settings: Partial<InvestigationConfig> = {},
  ): Promise<InvestigationUnderTest> {
    const app = await startInvestigation(Object.assign(configOf(surroundings), settings));
    return new InvestigationUnderTest(app, await app.getUrl());
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  /** Sends a command about a complaint as a member of staff, or as nobody. */
  async command(
    staff: Staff | undefined,
    complaintId: string,
    name: string,
    body?: object,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const headers = {
      ...more,
      ...(staff && { authorization: `Bearer ${await tokenOf(staff)}` }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const sent = body ? { body: JSON.stringify(body) } : {};
    const path = `/api/v1/complaints/${complaintId}/${name}`;
    const answer = await fetch(`${this.url}${path}`, { method: 'POST', headers, ...sent });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  /** Reads as a member of staff. */
  async read(staff: Staff, path: string): Promise<Answer & { readonly headers: Headers; readonly bytes: Buffer }> {
    const headers = { authorization: `Bearer ${await tokenOf(staff)}` };
    const answer = await fetch(`${this.url}/api/v1/complaints/${path}`, { headers });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    const body = (isJson ? JSON.parse(bytes.toString()) : {}) as Record<string, unknown>;
    return { status: answer.status, body, headers: answer.headers, bytes };
  }

  /** Asks what operators ask. */
  async internal(path: string): Promise<Answer> {
    const headers = { authorization: `Bearer ${await internalToken(internalSecret, 'cli')}` };
    const answer = await fetch(`${this.url}/internal/${path}`, { headers });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  /** Where the bytes of evidence are, and what sweeps them. */
  evidence(): { readonly files: EvidenceStore; readonly sweep: EvidenceSweep } {
    const { app } = this;
    const options = { strict: false };
    return { files: app.get<EvidenceStore>(EVIDENCE_STORE, options), sweep: app.get(EvidenceSweep, options) };
  }

  async get(path: string): Promise<Answer & { readonly text: string }> {
    const answer = await fetch(`${this.url}${path}`);
    const text = await answer.text();
    const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
    return { status: answer.status, body, text };
  }
}
