import { useTranslations } from "use-intl";

/** What the rubrics that come with Vivavoce are made of; what one's own rubric calls things stays as it is written. */
const TITLES = ["public-speaking", "conversation"] as const;
const CRITERIA = [
  "pace",
  "pausing",
  "fillers",
  "intonation",
  "loudness",
  "language",
  "flow",
  "accuracy",
  "vocabulary",
] as const;
const BANDS = ["Beginning", "Developing", "Solid", "Strong"] as const;

/** Names of rubrics, their criteria and their bands in the page's language; the server has them in English. */
export function useRubricNames() {
  const t = useTranslations("ui.rubric");
  return {
    title: (name: string, written: string) => {
      const known = TITLES.find((one) => one === name);
      return known ? t(`title.${known}`) : written;
    },
    criterion: (key: string, written: string) => {
      const known = CRITERIA.find((one) => one === key);
      return known ? t(`criterion.${known}`) : written;
    },
    band: (written: string) => {
      const known = BANDS.find((one) => one === written);
      return known ? t(`band.${known}`) : written;
    },
  };
}
