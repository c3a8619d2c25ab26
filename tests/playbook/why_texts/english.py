"""Thirty whys in English, as owners of small businesses and their IT providers type them."""

from tests.playbook.why_texts.labelled import WhyText

ENGLISH = (
    WhyText(
        "We lose about six hours a week looking for the right drawing. The server is nine years"
        " old and fails twice a month. Every failure stops the cutting line.",
        3,
    ),
    WhyText(
        "Outlook is slow since the move to the new office, approx. 20 seconds per message."
        " Reception misses calls while waiting for it.",
        2,
    ),
    WhyText("We need new software.", 1, "too few", ("tool first",)),
    WhyText(
        "We need a new CRM. The old one is ugly and the sales team wants Salesforce.",
        2,
        advice=("tool first",),
    ),
    WhyText(
        "Mr. Singh at Northern Freight Inc. waits 3.5 days for a quote that should take one. Last"
        " year that cost us $14,000 in lost orders, i.e. two good clients.",
        2,
    ),
    WhyText(
        "Payroll is typed twice, once in Excel and once in QuickBooks. Errors reach the staff's"
        " pay about once a month. Dawn spends her Fridays fixing them. She retires in June.",
        4,
        "too many",
    ),
    WhyText(
        "We want to leverage synergies between sales and the shop. This digital transformation"
        " will take us to the next level.",
        2,
        advice=("jargon",),
    ),
    WhyText(
        "In order to bill on time, the office needs the hours by Friday noon. At the end of the"
        " day, late hours mean late cash.",
        2,
        advice=("filler",),
    ),
    WhyText("", 0, "empty"),
    WhyText(
        "The bank looks at our leverage every quarter, and we send the numbers late. Late numbers"
        " cost us a quarter point, about $6,200 a year.",
        2,
    ),
    WhyText("because its old", 1, "too few"),
    WhyText(
        "the phone system drops calls every morning between 8 a.m. and 10 a.m. Customers hang up"
        " and call someone else",
        2,
    ),
    WhyText(
        "Why now:\n"
        "- The lease on the server ends in May\n"
        "- Two shops cannot open our files\n"
        "- Insurance asks for MFA by 2026-09-01",
        3,
    ),
    WhyText(
        "1. Orders get lost between the phone and the shop.\n"
        "2. Nobody knows which version of the price list is right.",
        2,
    ),
    WhyText(
        "Our backup failed in January.Nobody noticed for 11 days.We were lucky.",
        3,
    ),
    WhyText(
        "Our website contoso.com/orders sends every order to orders@contoso.com, where three"
        " people read it. Last month, two orders were filled twice and one not at all.",
        2,
    ),
    WhyText(
        "The till still runs on Windows 7.0 and v2.3.1 of the driver, which nobody supports any"
        " more. An attack would close both stores… We can't afford even one day of that.",
        3,
    ),
    WhyText(
        "Every month-end the same thing... we wait for the report, then we fix it by hand. The"
        " owner gets his numbers on the 20th.",
        2,
    ),
    WhyText(
        "Our goal is a best-in-class, seamless customer experience. A holistic approach will move"
        " the needle.",
        2,
        advice=("jargon",),
    ),
    WhyText(
        "Implementing SharePoint across all sites is our priority for Q2. Everyone will have"
        " access to their files.",
        2,
        advice=("tool first",),
    ),
    WhyText(
        "To cut invoice errors in half by June, we are moving from paper to QuickBooks Online."
        " Dr. Lee's clinic lost $2,350.75 to double payments last year.",
        2,
    ),
    WhyText(
        'Drivers tell us: "I can\'t find the address. I call dispatch." That happens about 15'
        " times a day, and each call costs ten minutes.",
        3,
    ),
    WhyText(
        'Staff ask "why is this so hard?" every single week. We have no good answer for them.',
        2,
    ),
    WhyText(
        "Due to the fact that our processes are siloed, it is important to note that we need to"
        " streamline our workflows going forward. We will be utilizing cloud-based solutions to"
        " empower our people.",
        2,
        advice=("jargon", "filler"),
    ),
    WhyText(
        "Clinics need to reach a nurse within ten minutes. Today half of the calls go to voicemail"
        " after 4 p.m.",
        2,
    ),
    WhyText(
        "We should buy Copilot licences for everyone because our competitors have it. It would"
        " save time on quotes.",
        2,
        advice=("tool first",),
    ),
    WhyText(
        "Teams, SharePoint, OneDrive, etc. all hold copies of the same price list. Clerks quote"
        " the wrong price about once a week.",
        2,
    ),
    WhyText(
        "We use three tools for scheduling: Excel, a whiteboard, Google Calendar, etc. Nobody"
        " trusts any of them.",
        2,
    ),
    WhyText(
        "Our ERP is out of support since Dec. 31, the vendor no longer answers, and J. R. Smith &"
        " Sons Ltd. has already sent us two warnings about unsigned invoices; we could lose them",
        1,
        "too few",
    ),
    WhyText(
        "The St. John's branch can't see stock in Halifax\n\nThey promise parts we don't have",
        2,
    ),
)
