import { Client } from '../client';
import { Stores } from '../check/stores';
import { Stack } from '../stack';
import { Interface } from './operations';
import { Things } from './things';
import { Tokens } from './tokens';

/** The running stack that all hostile suites share, with what they need to know of it. */
export interface World {
  readonly stack: Stack;
  readonly api: Interface;
  readonly tokens: Tokens;
  readonly stores: Stores;
  readonly things: Things;
  stop(): Promise<void>;
}

/** Where the robots of group chats are said to be; nobody is there. */
export const robotOrigin = 'https://robots.site.example';

/** Nothing here is about rate limits, so they are out of the way. */
const unlimited = {
  REDRESS_PUBLIC_COMPLAINTS_PER_MINUTE: '1000000',
  REDRESS_PUBLIC_TRACKING_PER_MINUTE: '1000000',
  REDRESS_SIGN_IN_FAILURES: '1000',
  // The examples of the interface name the vendors' own places: nothing is to go there.
  REDRESS_ROBOT_ORIGINS: robotOrigin,
};

/** Starts a stack and puts on it one of each thing that has an id. */
export const startWorld = async (): Promise<World> => {
  const stack = await Stack.start({ env: unlimited });
  try {
    return await surveyed(stack);
  } catch (error) {
    await stack.stop();
    throw error;
  }
};

const surveyed = async (stack: Stack): Promise<World> => {
  const director = await new Client(() => stack.gateway, stack.account('sitedirector')).signIn();
  const things = await Things.make(stack, director);
  const api = await Interface.of(`${stack.gateway}/api/openapi.json`);
  const stores = await Stores.open(stack.around.mongod.now.uri, stack.dbPrefix);
  const stop = async (): Promise<void> => {
    await stores.close();
    await stack.stop();
  };
  return { stack, stores, api, tokens: new Tokens(stack), things, stop };
};
