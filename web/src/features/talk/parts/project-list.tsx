import { FolderOpen } from "lucide-react";
import { Link } from "react-router";

import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n/use-format";

/** One's projects, each a link to its sessions. */
export function ProjectList({ projects }: { projects: readonly Schema<"ProjectBody">[] }) {
  const format = useFormat();
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {projects.map(({ id, name, description, updated_at }) => (
        <li
          key={id}
          className="relative grid content-start gap-1 rounded-lg border border-line bg-sheet p-5 transition-colors hover:bg-raised"
        >
          <span className="flex items-center gap-2.5">
            <FolderOpen aria-hidden className="size-5 shrink-0 text-accent-ink" />
            <Link
              to={`/talk/projects/${id}`}
              className="truncate rounded-sm font-semibold after:absolute after:inset-0"
            >
              {name}
            </Link>
          </span>
          {description !== "" && <span className="line-clamp-2 text-sm text-ink-soft">{description}</span>}
          <span className="text-sm text-ink-faint">{format.ago(updated_at)}</span>
        </li>
      ))}
    </ul>
  );
}
