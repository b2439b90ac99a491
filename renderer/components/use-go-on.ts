import { useLocation, useNavigate } from "react-router";

/** Leads on after an answer, unless the person has gone elsewhere while it was on its way. */
export function useGoOn(): (to: string, options?: { replace: boolean }) => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return (to, options) => {
    // The address is right at once; what React has rendered follows later.
    if (window.location.pathname === pathname) void navigate(to, options);
  };
}
