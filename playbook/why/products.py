"""Names of products that small businesses ask for by name.

Upper and lower case matter, so that teams of people and notions are none of them.
"""

PRODUCTS = (
    r"Microsoft(?: (?:365|Teams|Dynamics|Copilot|Fabric|Planner|Entra|Intune|Lists))?"
    r"|Office ?365|O365|M365|Teams|MS Teams|Share[Pp]oint|OneDrive|Outlook|Exchange(?: Online)?"
    r"|Power ?(?:BI|Apps|Automate|Platform)|Copilot|Chat ?GPT|Claude|Gemini|Planner|Loop|Intune"
    r"|Entra|Azure|AWS|Windows(?: \d{1,2})?|Excel|Dynamics(?: 365)?|Business Central|Salesforce"
    r"|Hub[Ss]pot|SAP|NetSuite|Odoo|Quick[Bb]ooks(?: Online)?|Sage(?: \d{2,3})?|Acomba|Avantage"
    r"|Xero|Shopify|Slack|Zoom|Google (?:Workspace|Drive|Sheets|Docs)|Gmail|Jira|ServiceNow"
    r"|Zendesk|Freshdesk|[Mm]onday\.com|Notion|Asana|Trello|Click[Uu]p|Adobe|DocuSign|AutoCAD"
    r"|SolidWorks|Starlink|3CX|RingCentral|Dropbox|Box|Okta|Mac(?:Book)?s?|iPads?|iPhones?"
)
