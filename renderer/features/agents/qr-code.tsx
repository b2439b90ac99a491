import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

/** The modules of the picture as one path: fewer elements than one rectangle each. */
async function drawn(text: string): Promise<{ size: number; path: string }> {
  const { encode } = await import("uqr");
  const { data, size } = encode(text, { border: 2, ecc: "L" });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return { size, path };
}

/** Black on white in the dark too: cameras read nothing else reliably. The library is loaded when it is first needed. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data } = useQuery({
    queryKey: ["qr", text],
    queryFn: () => drawn(text),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (data === undefined) return <Skeleton width={240} height={240} />;
  return (
    <svg
      role="img"
      aria-label={label}
      width={240}
      height={240}
      viewBox={`0 0 ${data.size} ${data.size}`}
      shapeRendering="crispEdges"
      style={{ background: "#fff", borderRadius: 8 }}
    >
      <path d={data.path} fill="#000" />
    </svg>
  );
}
