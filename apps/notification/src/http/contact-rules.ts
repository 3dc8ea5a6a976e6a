import { ProblemException } from '@redress/platform';
import { isRobotAddress, originsOf } from '../channels/robot.channel';
import { robots } from '../channels/robots';
import type { DutyContactDto } from './contact.dto';

/** Why a contact is not taken. */
export type ContactRefusal = 'contact-elsewhere';

/**
 * A robot's address must be one of its vendor's, or where the deployment has them: nobody makes the service post
 * elsewhere by calling a place a robot.
 * @throws ProblemException 422 that names the field and where its address may be
 */
export const assertVendorAddresses = (contact: DutyContactDto, named: readonly string[]): void => {
  for (const robot of Object.values(robots)) {
    const url = contact[robot.name]?.url;
    if (url === undefined || isRobotAddress(robot, url, named)) continue;
    const places = originsOf(robot, named)
      .map((origin) => origin + robot.path)
      .join(', ');
    const field = `contact.${robot.name}.url`;
    const detail = { zh: `${field} 须以下列之一开头：${places}`, en: `${field} must begin with one of: ${places}` };
    throw new ProblemException('contact-elsewhere' satisfies ContactRefusal, 422, { detail });
  }
};
