// Written by infra/calendar/generate-years.mjs.
import type { HolidayYear } from '../holiday-calendar';
import y2004 from './2004.json';
import y2005 from './2005.json';
import y2006 from './2006.json';
import y2007 from './2007.json';
import y2008 from './2008.json';
import y2009 from './2009.json';
import y2010 from './2010.json';
import y2011 from './2011.json';
import y2012 from './2012.json';
import y2013 from './2013.json';
import y2014 from './2014.json';
import y2015 from './2015.json';
import y2016 from './2016.json';
import y2017 from './2017.json';
import y2018 from './2018.json';
import y2019 from './2019.json';
import y2020 from './2020.json';
import y2021 from './2021.json';
import y2022 from './2022.json';
import y2023 from './2023.json';
import y2024 from './2024.json';
import y2025 from './2025.json';
import y2026 from './2026.json';
import y2027 from './2027.json';

/** Every year there is data for, in order; the last is not published yet. */
export const years: readonly HolidayYear[] = [
  y2004,
  y2005,
  y2006,
  y2007,
  y2008,
  y2009,
  y2010,
  y2011,
  y2012,
  y2013,
  y2014,
  y2015,
  y2016,
  y2017,
  y2018,
  y2019,
  y2020,
  y2021,
  y2022,
  y2023,
  y2024,
  y2025,
  y2026,
  y2027,
];
