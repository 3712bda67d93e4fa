Rails.application.routes.draw do
  resource :profile, only: %i[show update]
end
