import { useTranslations } from "use-intl";

/** The rubrics that come with Vivavoce; what one's own call things stays as it is written. */
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

/** Names of criteria and bands in the page's language. */
export function useNames() {
  const t = useTranslations("report");
  return {
    criterion: (key: string, title: string) => {
      const known = CRITERIA.find((one) => one === key);
      return known ? t(`criteria.${known}`) : title;
    },
    band: (name: string) => {
      const known = BANDS.find((one) => one === name);
      return known ? t(`band.${known}`) : name;
    },
  };
}
